"""Candidates over HTTP: marked as what they are, explained, bounded, and never among the responses."""

from __future__ import annotations

import math
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api import feud
from tests.api.shapes import assert_event, assert_problem
from tests.api.world import MISSILES

CANDIDATE = {"candidate", "cause", "effect", "lag_days", "order_known", "chance", "acts", "days"}


@pytest.fixture
def address(address: str) -> str:
    feud.tell(address)
    return address


def ask(client: TestClient, **params: object) -> list[dict[str, Any]]:
    answer = client.get("/v1/candidates", params=params)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert set(body) == {"candidate", "method", "causes", "items", "truncated", "next", "total"}
    assert body["candidate"] is True
    assert "no text says" in body["method"]
    items: list[dict[str, Any]] = body["items"]
    for item in items:
        assert set(item) == CANDIDATE
        assert item["candidate"] is True
        assert_event(item["cause"])
        assert_event(item["effect"])
        assert item["chance"] == pytest.approx(1 - math.exp(-item["acts"] / item["days"] * (item["lag_days"] + 1)))
    return items


def ids(items: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(item["cause"]["id"], item["effect"]["id"]) for item in items]


def test_pairs_come_with_what_the_chance_was_reckoned_from(client: TestClient) -> None:
    items = ask(client)
    assert ids(items) == feud.PAIRS
    (raid,) = [item for item in items if item["effect"]["id"] == "ev-answer"]
    assert (raid["lag_days"], raid["order_known"], raid["acts"]) == (3, True, 2)
    assert raid["days"] == 9
    same = items[1]
    assert (same["lag_days"], same["order_known"]) == (0, False)


def test_candidates_and_responses_share_no_pair(client: TestClient) -> None:
    told = client.get("/v1/responses").json()["items"]
    assert [item["effect"]["id"] for item in told] == [MISSILES.id]
    assert not [item for item in ask(client) if item["effect"]["id"] == MISSILES.id]
    assert all("candidate" not in item for item in told)


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"within": "1d"}, feud.PAIRS[:3]),
        ({"within": "0"}, feud.PAIRS[1:3]),
        ({"by": "Israel"}, [feud.PAIRS[1], *feud.PAIRS[3:]]),
        ({"against": "Iran"}, feud.PAIRS[:1]),
        ({"against": "Iran", "roll_up": "none"}, []),
        ({"action": "SANCTION"}, feud.PAIRS[3:4]),
        ({"to": "COERCE"}, []),
        ({"since": "2024-06-01"}, feud.PAIRS[:1]),
        ({"until": "2024-05-01"}, feud.PAIRS[3:]),
        ({"place": "Tehran"}, []),
        ({"as_of": "2024-04-01T00:00:00Z"}, []),
        ({"limit": "3"}, feud.PAIRS[:3]),
    ],
)
def test_candidates_are_narrowed(client: TestClient, params: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert ids(ask(client, **params)) == expected


def test_the_least_chance_comes_first_when_asked_for(client: TestClient) -> None:
    chances = [item["chance"] for item in ask(client, order="chance")]
    assert chances == sorted(chances)
    best = client.get("/v1/candidates", params={"order": "chance", "limit": 1}).json()
    assert ([item["chance"] for item in best["items"]], best["truncated"], best["next"]) == (chances[:1], True, None)


def test_an_answer_looks_at_no_more_causes_than_the_setting_says_and_leads_on(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"candidate_causes": 1}))
    with TestClient(app, base_url="http://localhost") as client:
        answer, seen = client.get("/v1/candidates"), []
        assert answer.json()["causes"] == 1
        assert answer.json()["truncated"]
        seen += ids(answer.json()["items"])
        while "next" in answer.links:
            answer = client.get(answer.links["next"]["url"])
            seen += ids(answer.json()["items"])
        assert not answer.json()["truncated"]
    assert seen == feud.PAIRS


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"to": "AID"}, "bad_query"),
        ({"action": "ACCUSE"}, "bad_query"),
        ({"within": "-1"}, "invalid_request"),
        ({"within": "a week"}, "invalid_request"),
        ({"within": "3651"}, "invalid_request"),
        ({"order": "best"}, "invalid_request"),
        ({"modality": "planned"}, "invalid_request"),
    ],
)
def test_what_makes_no_sense_is_refused(client: TestClient, params: dict[str, str], code: str) -> None:
    assert_problem(client.get("/v1/candidates", params=params), 422, code)
