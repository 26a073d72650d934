"""What the log promises: every line names its request, and no request writes lines of its own."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from fastapi.testclient import TestClient

from api import logs
from graph.sqlite.view import SqliteView
from tests.api.shapes import assert_problem

HEADER = "X-Request-ID"


@pytest.fixture
def lines(request: pytest.FixtureRequest) -> Iterator[StringIO]:
    """What the service logs, in the format that the test names."""
    written, root = StringIO(), logging.getLogger("casus")
    handler, before = logs.handler(request.param), root.level
    handler.setStream(written)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.setLevel(before)
    root.removeHandler(handler)


json_lines = pytest.mark.parametrize("lines", ["json"], indirect=True)
plain_lines = pytest.mark.parametrize("lines", ["plain"], indirect=True)


@pytest.mark.parametrize("sent", ["a", "01J-x_y.z", "f" * 64])
def test_a_sane_request_id_is_kept(client: TestClient, sent: str) -> None:
    answer = client.get("/v1/events/ev-0", headers={HEADER: sent})
    assert answer.headers[HEADER] == sent
    assert assert_problem(answer, 404, "not_found")["request_id"] == sent


@pytest.mark.parametrize("sent", [None, "", "two words", "f" * 65, "a\tb", "<script>", "é"])
def test_another_one_is_replaced(client: TestClient, sent: str | None) -> None:
    headers = {} if sent is None else {HEADER: sent.encode()}
    names = [client.get("/healthz", headers=headers).headers[HEADER] for _ in range(2)]
    assert all(len(name) == 32 and name.isalnum() for name in names)
    assert names[0] != names[1]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/v1/meetings", 200), ("GET", "/nowhere", 404), ("POST", "/v1/articles", 422), ("GET", "/metrics", 200)],
)
def test_every_answer_names_its_request(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path, headers={HEADER: "mine"})
    assert (answer.status_code, answer.headers[HEADER]) == (status, "mine")


@json_lines
def test_json_lines_tell_of_a_request(client: TestClient, lines: StringIO) -> None:
    client.get("/v1/events/ev-0?as_of=2024-01-01T00:00:00Z", headers={HEADER: "mine"})
    (line,) = lines.getvalue().splitlines()
    told = json.loads(line)
    assert told.pop("seconds") > 0
    assert told.pop("time").endswith("+00:00")
    assert told.pop("message").startswith("GET /v1/events/ev-0 404 in ")
    assert told == {
        "level": "INFO",
        "logger": "casus.requests",
        "request_id": "mine",
        "method": "GET",
        "path": "/v1/events/ev-0",
        "route": "/v1/events/{event_id}",
        "status": 404,
    }


@json_lines
def test_a_failure_inside_casus_is_one_json_line_with_its_request(
    client: TestClient, lines: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("two\nlines")

    monkeypatch.setattr(SqliteView, "event", broken)
    answer = client.get("/v1/events/ev-0", headers={HEADER: "mine"})
    assert assert_problem(answer, 500, "internal")["request_id"] == "mine"
    told = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert {line["request_id"] for line in told} == {"mine"}
    (failure,) = (line for line in told if line["level"] == "ERROR")
    assert "ZeroDivisionError" in failure["exception"]


@plain_lines
def test_no_path_begins_a_line_of_its_own(client: TestClient, lines: StringIO) -> None:
    client.get("/v1/events/a%0d%0aERROR%20forged%1b[31m%E2%80%A8x" + "y" * 5000)
    written = lines.getvalue()
    assert len(written.splitlines()) == 1
    assert "\x1b" not in written
    assert len(written) < 500


@plain_lines
def test_watching_the_service_fills_no_log(client: TestClient, lines: StringIO) -> None:
    for path in ("/healthz", "/readyz", "/metrics"):
        client.get(path)
    assert lines.getvalue() == ""


@plain_lines
def test_what_is_asked_for_is_not_logged(client: TestClient, lines: StringIO) -> None:
    client.get("/v1/actors?q=hidden", headers={"authorization": "Bearer hidden", "cookie": "hidden"})
    client.post("/v1/articles", json={"text": "hidden", "titel": "hidden"})
    assert lines.getvalue().count("\n") == 2
    assert "hidden" not in lines.getvalue()
