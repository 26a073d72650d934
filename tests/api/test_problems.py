"""Every error has one shape, on every route."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.problems import MEDIA_TYPE
from api.settings import Settings
from graph.errors import (
    SchemaTooNewError,
    SchemaTooOldError,
    StoreError,
    StoreTimeoutError,
    StoreUnavailableError,
)
from graph.store import Store
from tests.api.shapes import assert_problem
from tests.api.world import RAID

ROUTES = [
    "/v1/meetings",
    "/v1/responses",
    "/v1/candidates",
    "/v1/events",
    f"/v1/events/{RAID.id}",
    f"/v1/events/{RAID.id}/responses",
    f"/v1/events/{RAID.id}/causes",
    "/v1/actors?q=iran",
    "/v1/search?q=iran",
    "/v1/actors/IRN",
    "/v1/actors/IRN/neighbours",
    "/v1/actors/IRN/network",
    "/v1/network",
    "/v1/paths?from=IRN&to=ISR",
    "/v1/dyads/IRN/ISR",
    "/v1/articles/ar-1",
    f"/v1/chains?event={RAID.id}",
    "/v1/counts",
    "/v1/jobs",
    "/v1/jobs/jb-1",
    "/v1/jobs/jb-1/events",
    "/readyz",
]
PLAIN = ["/readyz", "/v1/jobs/jb-1", "/v1/jobs/jb-1/events"]
QUESTIONS = ["/v1/meetings", "/v1/responses", "/v1/candidates", "/v1/events"]


def described(app: Any) -> set[str]:
    return {path for path, operations in app.openapi()["paths"].items() if "get" in operations}


def test_every_described_route_is_tried_here(client: TestClient) -> None:
    tried = {
        path.partition("?")[0]
        .replace(RAID.id, "{event_id}")
        .replace("/dyads/IRN/ISR", "/dyads/{a}/{b}")
        .replace("/IRN", "/{actor_id}")
        .replace("ar-1", "{article_id}")
        .replace("jb-1", "{job_id}")
        for path in ROUTES
    }
    assert tried | {"/healthz", "/metrics"} == described(client.app)


class _Failing:
    """A store of which nothing works."""

    address = "neo4j://user-visible-host"

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Any:
        def fail(*_: object, **__: object) -> NoReturn:
            raise self._error

        return fail

    def close(self) -> None:
        pass


@pytest.fixture
def failing(request: pytest.FixtureRequest, settings: Settings) -> Iterator[TestClient]:
    store: Any = _Failing(request.param)

    def opener() -> Store:
        opened: Store = store
        return opened

    app = create_app(settings.model_copy(update={"retry_after": 3}), opener)
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("failing", [StoreUnavailableError("the store is away")], indirect=True)
def test_a_store_that_is_away_is_503_with_retry_after(failing: TestClient, path: str) -> None:
    answer = failing.get(path)
    problem = assert_problem(answer, 503, "store_unavailable")
    assert problem["instance"] == path.partition("?")[0]
    assert answer.headers["retry-after"] == "3"


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("failing", [RuntimeError("secret: hunter2")], indirect=True)
def test_an_unforeseen_error_leaks_nothing(failing: TestClient, path: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = failing.get(path)
    problem = assert_problem(answer, 500, "internal")
    assert "hunter2" not in answer.text
    assert problem["detail"].rpartition(" ")[2] in caplog.text, "the log has the incident"


@pytest.mark.parametrize(
    ("failing", "status", "code"),
    [
        (StoreTimeoutError("over 10 s"), 504, "store_timeout"),
        (SchemaTooOldError("run `casus store migrate`"), 503, "schema_too_old"),
    ],
    indirect=["failing"],
)
def test_store_errors_keep_their_status_and_code(failing: TestClient, status: int, code: str) -> None:
    assert_problem(failing.get("/v1/meetings"), status, code)


@pytest.mark.parametrize(
    "failing",
    [
        kind("/secret/path.db: broken page")
        for kind in (StoreError, StoreUnavailableError, StoreTimeoutError, SchemaTooOldError, SchemaTooNewError)
    ],
    indirect=True,
)
def test_where_a_store_lies_is_told_to_the_log_and_not_to_clients(
    failing: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = failing.get("/v1/meetings")
    assert "secret" not in answer.text
    assert "log of the service" in answer.json()["detail"]
    assert "/secret/path.db" in caplog.text


@pytest.mark.parametrize("path", [path for path in ROUTES if path not in PLAIN])
def test_an_unknown_parameter_is_refused(client: TestClient, path: str) -> None:
    answer = client.get(path, params={"form": "table"})
    problem = assert_problem(answer, 422, "invalid_request")
    assert any(error["where"] == "query/form" for error in problem["errors"])


@pytest.mark.parametrize("path", QUESTIONS)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("since", "yesterday"),
        ("since", "1704067200"),
        ("since", "20240805"),
        ("since", "2024-W32-1"),
        ("until", "2024-13-01"),
        ("as_of", "2024-01-01"),
        ("as_of", "2024-01-01T00:00:00"),
        ("modality", "maybe"),
        ("min_confidence", "2"),
        ("min_confidence", "nan"),
        ("limit", "0"),
        ("limit", "many"),
        ("roll_up", "perhaps"),
        ("place", ""),
        ("cursor", "x" * 1001),
    ],
)
def test_a_bad_parameter_is_named(client: TestClient, path: str, name: str, value: str) -> None:
    problem = assert_problem(client.get(path, params={name: value}), 422, "invalid_request")
    assert problem["errors"][0]["where"].startswith(f"query/{name}")
    assert set(problem["errors"][0]) == {"where", "code", "detail"}


@pytest.mark.parametrize("path", QUESTIONS)
@pytest.mark.parametrize(
    "params",
    [
        {"since": "2024-02-01", "until": "2024-01-01"},
        {"limit": "101"},
        {"place": "..."},
    ],
)
def test_a_question_without_sense_is_refused(client: TestClient, path: str, params: dict[str, str]) -> None:
    assert_problem(client.get(path, params=params), 422, "bad_query")


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/v1", "/v1/events/ev-0", "/v1/events/ev-0/causes", "/v1/events/ev-0/responses", "/v1/actors/XXX",
     "/v1/articles/ar-0", "/v1/jobs/jb-0", "/v1/meetings/", "/docs/../secret", "/docs/other.js"],
)  # fmt: skip
def test_what_is_not_there_is_a_404_problem(client: TestClient, path: str) -> None:
    assert_problem(client.get(path), 404, "not_found")


@pytest.mark.parametrize("path", ROUTES)
def test_another_method_is_a_405_problem(client: TestClient, path: str) -> None:
    assert_problem(client.delete(path), 405, "method_not_allowed")


def test_text_that_is_not_unicode_is_refused(client: TestClient) -> None:
    body = b'{"text": "\\ud800 met"}'
    answer = client.post("/v1/articles", content=body, headers={"content-type": "application/json"})
    assert_problem(answer, 422, "invalid_request")


def test_problems_are_described(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            said = operation["responses"]["default"]["content"]
            assert said == {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}, path
            assert "422" not in operation["responses"]
