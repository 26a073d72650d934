"""What keys of the service promise: nothing under /v1 without one, no more than its scopes, and no trace of it."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from api import tokens
from api.app import create_app
from api.settings import Settings
from api.stores import open_ready
from graph.errors import StoreUnavailableError
from graph.keys import Key, KeyScope
from graph.sqlite.keys import SqliteKeys
from graph.store import Store
from tests.api.keyed import bearer, make, service
from tests.api.shapes import assert_problem

QUESTION = "/v1/actors?q=iran"
ARTICLE = {"text": "Iran met Russia in Geneva on 3 March 2024.", "lang": "en"}
# What a key must be for; every other GET reads, every other POST writes.
SCOPES = {
    ("get", "/v1/jobs"): KeyScope.ADMIN,
    ("get", "/v1/jobs/{job_id}"): KeyScope.WRITE,
    ("get", "/v1/jobs/{job_id}/events"): KeyScope.WRITE,
}


@pytest.fixture
def token(settings: Settings) -> str:
    return make(settings)


@pytest.fixture
def keyed(settings: Settings, token: str) -> Iterator[TestClient]:
    with service(settings) as client:
        yield client


def endpoints(client: TestClient) -> list[tuple[str, str]]:
    app: Any = client.app
    found = [(method, path) for path, operations in app.openapi()["paths"].items() for method in operations]
    return [one for one in found if one[1].startswith("/v1")]


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Bearer {}"},
        {"x-api-key": "{}"},
        {"authorization": "bearer  {} ", "x-api-key": "{}"},
    ],
)
def test_a_key_is_taken_from_either_header(keyed: TestClient, token: str, headers: dict[str, str]) -> None:
    shown = {name: value.format(token) for name, value in headers.items()}
    assert keyed.get(QUESTION, headers=shown).status_code == 200


def test_a_service_without_keys_wants_none(client: TestClient) -> None:
    assert client.get(QUESTION).status_code == 200
    assert client.get("/v1/jobs").status_code == 200


def test_every_endpoint_wants_a_key_once_there_is_one(keyed: TestClient) -> None:
    for method, path in endpoints(keyed):
        answer = keyed.request(method, path)
        problem = assert_problem(answer, 401, "unauthorized")
        assert "X-API-Key" in problem["detail"]
        assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/docs", "/docs/swagger-ui.css", "/openapi.json"])
def test_health_metrics_and_docs_want_none(keyed: TestClient, path: str) -> None:
    assert keyed.get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/nowhere", "/v1", "/v1/", "//v1/jobs", "/V1/jobs", "/docs/../v1/jobs", "/docs%2f../v1"]
)
def test_no_spelling_of_a_path_leads_past_the_gate(keyed: TestClient, path: str) -> None:
    assert keyed.get(path).status_code in {401, 404}


@pytest.mark.parametrize("scope", KeyScope)
def test_each_endpoint_lets_its_own_scope_in_and_no_other(settings: Settings, scope: KeyScope) -> None:
    headers = bearer(make(settings, scope))
    with service(settings) as client:
        for method, path in endpoints(client):
            wanted = SCOPES.get((method, path), KeyScope.READ if method == "get" else KeyScope.WRITE)
            answer = client.request(method, path, headers=headers)
            if scope in {wanted, KeyScope.ADMIN}:
                assert answer.status_code in {200, 404, 422}, (method, path)
            else:
                assert wanted in assert_problem(answer, 403, "forbidden")["detail"], (method, path)


def test_one_key_may_have_several_scopes(settings: Settings) -> None:
    headers = bearer(make(settings, KeyScope.READ, KeyScope.WRITE))
    with service(settings) as client:
        assert client.get(QUESTION, headers=headers).status_code == 200
        posted = client.post("/v1/articles", json=ARTICLE, headers=headers)
        assert posted.status_code == 202
        assert client.get(posted.headers["location"], headers=headers).status_code == 200


@pytest.mark.parametrize(
    "spoil",
    [
        lambda key: key[:-1] + ("A" if key[-1] != "A" else "B"),
        lambda key: key[:-1],
        lambda key: key + "A",
        lambda key: key.upper(),
        lambda key: key.replace("casus_", ""),
        lambda key: "casus_" + "0" * 16 + key[22:],
        lambda key: key[:23] + "A" * 43,
        lambda _: "",
        lambda _: "x" * 8000,
        lambda _: "' OR 1=1 --",
        lambda _: "é".encode().decode("latin-1"),
    ],
)
@pytest.mark.parametrize("header", ["authorization", "x-api-key"])
def test_a_wrong_key_is_refused_and_not_repeated(keyed: TestClient, token: str, spoil: Any, header: str) -> None:
    wrong = spoil(token)
    value = (f"Bearer {wrong}" if header == "authorization" else wrong).encode("latin-1")
    answer = keyed.get(QUESTION, headers={header.encode(): value})
    assert_problem(answer, 401, "unauthorized")
    assert len(wrong) < 8 or wrong not in answer.text


@pytest.mark.parametrize(("state", "said"), [("expired", "has expired"), ("revoked", "was revoked")])
def test_a_key_past_its_time_is_refused(settings: Settings, state: str, said: str) -> None:
    old = make(settings, **{state: True})
    make(settings)
    with service(settings) as client:
        problem = assert_problem(client.get(QUESTION, headers=bearer(old)), 401, "unauthorized")
    assert said in problem["detail"]


@pytest.mark.parametrize(
    "headers",
    [
        [("authorization", "Bearer {}"), ("authorization", "Bearer other")],
        [("authorization", "Bearer {}"), ("x-api-key", "other")],
        [("x-api-key", "{}"), ("x-api-key", "other")],
        [("authorization", "Basic {}")],
        [("authorization", "{}")],
        [("cookie", "key={}")],
    ],
)
def test_two_keys_or_another_way_of_showing_one_are_refused(keyed: TestClient, token: str, headers: Any) -> None:
    answer = keyed.get(QUESTION, headers=[(name, value.format(token)) for name, value in headers])
    assert_problem(answer, 401, "unauthorized")


def test_the_last_key_that_expires_opens_nothing(settings: Settings) -> None:
    make(settings, expired=True)
    with service(settings) as client:
        assert_problem(client.get(QUESTION), 401, "unauthorized")


def test_a_bad_key_is_refused_even_where_none_is_needed(settings: Settings) -> None:
    revoked = make(settings, revoked=True)
    with service(settings) as client:
        assert client.get(QUESTION).status_code == 200
        assert_problem(client.get(QUESTION, headers=bearer(revoked)), 401, "unauthorized")


def test_beyond_loopback_a_key_is_wanted_even_where_there_is_none(settings: Settings) -> None:
    with service(settings, host="0.0.0.0") as client:
        assert_problem(client.get(QUESTION), 401, "unauthorized")
    with service(settings, host="0.0.0.0", allow_keyless=True) as client:
        assert client.get(QUESTION).status_code == 200


def test_a_running_service_learns_of_new_and_revoked_keys(settings: Settings) -> None:
    with service(settings) as client:
        assert client.get(QUESTION).status_code == 200
        first, second = make(settings), make(settings)
        assert client.get(QUESTION).status_code == 401
        assert client.get(QUESTION, headers=bearer(first)).status_code == 200
        store = open_ready(settings)
        store.keys().revoke((tokens.parse(first) or ("", ""))[0], store.keys().all()[0].created_at)
        store.close()
        assert client.get(QUESTION, headers=bearer(first)).status_code == 401
        assert client.get(QUESTION, headers=bearer(second)).status_code == 200


def test_keys_are_read_again_only_once_they_are_old(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    token, asked, read = make(settings), [], SqliteKeys.all

    def counted(keys: SqliteKeys) -> tuple[Key, ...]:
        asked.append(1)
        return read(keys)

    monkeypatch.setattr(SqliteKeys, "all", counted)
    with service(settings, key_seconds=60.0) as client:
        assert {client.get(QUESTION, headers=bearer(token)).status_code for _ in range(5)} == {200}
        assert {client.get(QUESTION, headers=bearer("x")).status_code for _ in range(5)} == {401}
    assert asked == [1]


def test_a_store_that_is_away_opens_nothing(settings: Settings) -> None:
    token = make(settings)

    def away() -> Store:
        raise StoreUnavailableError("away")

    with TestClient(create_app(settings, away), base_url="http://localhost") as client:
        for headers in ({}, bearer(token)):
            answer = client.get(QUESTION, headers=headers)
            assert_problem(answer, 503, "store_unavailable")
            assert answer.headers["retry-after"] == "1"


@pytest.mark.parametrize("kind", ["right", "wrong", "unknown"])
def test_secrets_are_compared_in_constant_time(
    keyed: TestClient, token: str, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Also where there is no such key: the same work is done, on hashes of one length."""
    shown = {"right": token, "wrong": token[:23] + "A" * 43, "unknown": "casus_" + "0" * 16 + token[22:]}[kind]
    compared: list[tuple[str, str]] = []
    real = hmac.compare_digest

    def counted(one: str, other: str) -> bool:
        compared.append((one, other))
        return real(one, other)

    monkeypatch.setattr(hmac, "compare_digest", counted)
    assert keyed.get(QUESTION, headers=bearer(shown)).status_code == (200 if kind == "right" else 401)
    assert [(len(a), len(b)) for a, b in compared] == [(64, 64)]


def test_only_a_hash_is_stored(settings: Settings, token: str) -> None:
    file = Path(settings.store.removeprefix("sqlite:///"))
    written = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    assert token[6:22].encode() in written
    assert token[23:].encode() not in written


@pytest.mark.parametrize(
    "url",
    [
        "/v1/meetings?actor={}",
        "/v1/meetings?{}=1",
        "/v1/actors?q=iran&api_key={}",
        "/v1/actors?q=iran&X-Api-Key=short",
        "/v1/actors?q=iran&access_token=",
        "/v1/actors?q=iran&TOKEN=x",
        "/v1/actors/{}",
        "/v1/actors/x{}x?q=1",
        "/healthz?key={}",
        "/docs/{}",
    ],
)
@pytest.mark.parametrize("whole", [True, False])
def test_a_key_in_an_address_is_refused_and_goes_nowhere(
    keyed: TestClient, token: str, url: str, whole: bool, caplog: pytest.LogCaptureFixture
) -> None:
    leaked = token if whole else token[:-5]
    with caplog.at_level(logging.DEBUG, logger="casus"):
        answer = keyed.get(url.format(leaked), headers=bearer(token))
    problem = assert_problem(answer, 400, "key_in_address")
    assert leaked[23:] not in answer.text
    assert leaked[23:] not in caplog.text
    assert "revoke" in problem["detail"]


def test_no_spelling_hides_a_key_in_an_address(keyed: TestClient, token: str) -> None:
    for written in ("".join(f"%{byte:02x}" for byte in token.encode()), token.replace("_", "%5F")):
        for url in (f"/v1/actors?q={written}", f"/v1/actors/{written}"):
            answer = keyed.get(url, headers=bearer(token))
            assert_problem(answer, 400, "key_in_address")
            assert token[23:] not in answer.text


def test_words_that_look_a_little_like_a_key_are_words(keyed: TestClient, token: str) -> None:
    for words in ("casus belli", "casus_", "token", "key", "casus_0123456789abcdeg_x"):
        assert keyed.get("/v1/actors", params={"q": words}, headers=bearer(token)).status_code == 200


def test_the_description_says_how_to_show_a_key(keyed: TestClient) -> None:
    described = keyed.get("/openapi.json").json()
    schemes = described["components"]["securitySchemes"]
    assert schemes["ApiKey"]["name"] == "X-API-Key"
    for path, operations in described["paths"].items():
        for operation in operations.values():
            assert {name for way in operation.get("security", []) for name in way} == (
                set(schemes) if path.startswith("/v1") else set()
            )


@given(st.text(max_size=100))
def test_no_other_text_is_a_key(text: str) -> None:
    assert tokens.parse(text) is None
    assert tokens.redact(text) == text
