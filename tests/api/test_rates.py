"""What the rate limit promises: a quota for each client, told in headers, in a bounded amount of memory."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.gate import neighbourhood
from api.rates import Policy, Rates
from api.settings import Settings
from tests.api.keyed import bearer, make, service
from tests.api.shapes import assert_problem

QUESTION = "/v1/actors?q=iran"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def rates(quota: int, seconds: int = 60, clients: int = 100) -> tuple[Rates, Clock]:
    clock = Clock()
    return Rates(Policy("test", quota, seconds), clients, clock), clock


def spend(limit: Rates, client: str) -> int:
    """How many requests the client had left."""
    taken = 0
    while limit.take(client)[0]:
        taken += 1
    return taken


def test_a_client_has_its_quota_and_gets_it_back_one_by_one() -> None:
    limit, clock = rates(3, 60)
    assert [limit.take("a")[1].left for _ in range(3)] == [2, 1, 0]
    refused = limit.take("a")
    assert (refused[0], refused[1].wait, refused[1].whole) == (False, 20, 60)
    clock.now += 20
    assert limit.take("a")[0]
    assert not limit.take("a")[0]
    clock.now += 1000
    assert limit.look("a").left == 3


def test_a_refused_request_costs_nothing() -> None:
    limit, clock = rates(2, 10)
    spend(limit, "a")
    for _ in range(100):
        assert not limit.take("a")[0]
    clock.now += 5
    assert limit.take("a")[0]


def test_clients_do_not_share() -> None:
    limit, _ = rates(2)
    assert (spend(limit, "a"), spend(limit, "b")) == (2, 2)


def test_no_quota_is_no_limit() -> None:
    limit, _ = rates(0)
    assert all(limit.take("a")[0] for _ in range(10_000))
    assert limit.take("a")[1].headers() == {}


def test_memory_is_bounded_and_the_busy_are_remembered() -> None:
    limit, _ = rates(3, clients=10)
    spend(limit, "busy")
    for number in range(1000):
        limit.take(f"client {number}")
        if number % 5 == 0 and number < 5:
            assert not limit.take("busy")[0]
    assert len(limit._whole) == 10


@given(
    quota=st.integers(1, 10_000),
    seconds=st.integers(1, 3600),
    steps=st.lists(st.floats(0, 100, allow_nan=False), max_size=50),
)
def test_never_more_than_twice_the_quota_in_a_window(quota: int, seconds: int, steps: list[float]) -> None:
    limit, clock = rates(quota, seconds)
    begun, taken = clock.now, 0
    for step in steps:
        clock.now += step
        for _ in range(3):
            allowed, standing = limit.take("a")
            taken += allowed
            assert 0 <= standing.left <= quota
            assert 0 <= standing.whole <= seconds + 1
            assert allowed or 1 <= standing.wait <= seconds + 1
    assert taken <= quota + (clock.now - begun) * quota / seconds + 1


def test_whoever_waits_as_told_is_let_in() -> None:
    for quota in (1, 3, 7, 600):
        limit, clock = rates(quota)
        spend(limit, "a")
        clock.now += limit.look("a").wait
        assert limit.take("a")[0]


def _told(headers: object) -> tuple[str, int, int]:
    (name, left, until) = re.fullmatch(r'"(\w+)";r=(\d+);t=(\d+)', headers["ratelimit"]).groups()  # type: ignore[index,union-attr]
    return name, int(left), int(until)


def test_every_answer_tells_the_policy_and_what_is_left(settings: Settings) -> None:
    with service(settings, rate_requests=5, rate_seconds=50) as client:
        for left, path in [(4, QUESTION), (3, "/v1/nowhere"), (2, "/v1/actors"), (1, "/v1/events/ev-0")]:
            answer = client.get(path)
            assert answer.headers["ratelimit-policy"] == '"address";q=5;w=50'
            assert _told(answer.headers) == ("address", left, (5 - left) * 10)
            assert "retry-after" not in answer.headers


def test_over_the_limit_is_a_429_problem_that_says_when(settings: Settings) -> None:
    with service(settings, rate_requests=2, rate_seconds=600) as client:
        for _ in range(2):
            assert client.get(QUESTION).status_code == 200
        answer = client.get(QUESTION)
        assert_problem(answer, 429, "too_many_requests")
        assert _told(answer.headers)[:2] == ("address", 0)
        assert 298 <= int(answer.headers["retry-after"]) <= 300
        assert client.get("/healthz").status_code == 200, "whether it lives is never limited"
        assert client.get("/metrics").status_code == 429, "what asks the store is"


def test_each_key_has_a_quota_of_its_own(settings: Settings) -> None:
    one, other = make(settings), make(settings)
    with service(settings, rate_requests=2) as client:
        for key in (one, other):
            assert [client.get(QUESTION, headers=bearer(key)).status_code for _ in range(3)] == [200, 200, 429]
        assert client.get(QUESTION).status_code == 401, "its address has spent nothing"


def test_limits_can_be_taken_away(settings: Settings) -> None:
    with service(settings, rate_requests=0) as client:
        answer = client.get(QUESTION)
        assert answer.status_code == 200
        assert "ratelimit" not in answer.headers


def test_guessing_is_slowed_until_not_even_the_right_key_is_looked_at(settings: Settings) -> None:
    key = make(settings)
    guesses = [f"casus_{number:016x}_{'A' * 43}" for number in range(40)]
    with service(settings, rate_refused=10, rate_seconds=3600) as client:
        found = [client.get(QUESTION, headers=bearer(guess)).status_code for guess in guesses]
        assert found == [401] * 10 + [429] * 30
        answer = client.get(QUESTION, headers=bearer(key))
        assert_problem(answer, 429, "too_many_requests")
        assert _told(answer.headers)[:2] == ("refused", 0)


def test_a_bad_neighbour_does_not_lock_other_addresses_out(settings: Settings) -> None:
    key = make(settings)
    with service(settings, rate_refused=1) as client:
        for _ in range(5):
            client.get(QUESTION, headers=bearer("x"))
        elsewhere = type(client)(client.app, base_url="http://localhost", client=("198.51.100.1", 1))
        assert elsewhere.get(QUESTION, headers=bearer(key)).status_code == 200


def test_forgetting_the_key_is_no_guess(settings: Settings) -> None:
    key = make(settings)
    with service(settings, rate_refused=1) as client:
        assert {client.get(QUESTION).status_code for _ in range(10)} == {401}
        assert client.get(QUESTION, headers=bearer(key)).status_code == 200


def test_no_header_of_a_client_makes_it_another_one(settings: Settings) -> None:
    with service(settings, rate_requests=1) as client:
        client.get(QUESTION)
        for name in ("x-forwarded-for", "forwarded", "x-real-ip", "true-client-ip"):
            assert client.get(QUESTION, headers={name: "203.0.113.9"}).status_code == 429


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
    ],
)
def test_one_subscriber_is_one_client(one: str, other: str, same: bool) -> None:
    where: Callable[[str], str] = lambda host: neighbourhood({"client": (host, 1)})  # noqa: E731
    assert (where(one) == where(other)) is same
    assert neighbourhood({"client": None}) == ""
    assert len(where("x" * 60_000)) < 100
