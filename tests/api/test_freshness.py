"""What an ETag promises: 304 says that the answer is still the same, and only then."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.sqlite import open_sqlite
from graph.sqlite.view import SqliteView
from graph.store import Store
from tests.api.shapes import assert_problem
from tests.api.world import LATER, MET, RAID, RECORDED

TAGGED = [
    "/v1/meetings?actor=Iran",
    "/v1/responses?to=ASSAULT",
    "/v1/events?limit=2",
    f"/v1/events/{RAID.id}",
    f"/v1/events/{RAID.id}/responses",
    f"/v1/events/{RAID.id}/causes",
    "/v1/actors?q=ivan",
    "/v1/actors/IRN",
    f"/v1/articles/{MET.reports[0].article.id}",
]


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """The service's store, as another process has it."""
    store = open_sqlite(settings.store.removeprefix("sqlite:///"))
    yield store
    store.close()


def asked(client: TestClient, path: str, tag: str) -> int:
    return client.get(path, headers={"If-None-Match": tag}).status_code


@pytest.mark.parametrize("path", TAGGED)
def test_an_answer_is_tagged_and_not_sent_twice(client: TestClient, path: str) -> None:
    first = client.get(path)
    tag = first.headers["etag"]
    assert first.status_code == 200
    assert tag.startswith('W/"')
    assert first.headers["cache-control"] == "private, no-cache"
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert (again.headers["etag"], again.headers["cache-control"]) == (tag, "private, no-cache")
    assert "content-type" not in again.headers


def test_the_store_is_not_asked_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    tag = client.get("/v1/events").headers["etag"]

    def asked_again(*_: object) -> None:
        raise AssertionError("the question was asked")

    monkeypatch.setattr(SqliteView, "events", asked_again)
    assert asked(client, "/v1/events", tag) == 304


def test_any_write_of_any_process_makes_an_answer_new(client: TestClient, store: Store) -> None:
    path = f"/v1/articles/{MET.reports[0].article.id}"
    tag = client.get(path).headers["etag"]
    store.writer().retract(MET.reports[0].article.id, LATER)
    assert_problem(client.get(path, headers={"If-None-Match": tag}), 404, "not_found")


def test_a_write_between_tag_and_question_is_told_the_next_time(
    client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = SqliteView.events

    def late(view: SqliteView, *values: object) -> object:
        store.writer().retract(MET.reports[0].article.id, LATER)
        return before(view, *values)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(SqliteView, "events", late)
        tag = client.get("/v1/events").headers["etag"]
    assert asked(client, "/v1/events", tag) == 200


@pytest.mark.parametrize(
    "other",
    [
        "/v1/meetings?actor=Iran",
        "/v1/events?limit=3",
        "/v1/events?as_of=2024-01-01T00:00:00Z",
        "/v1/events?limit=2&limit=2",
    ],
)
def test_a_tag_is_of_one_question_alone(client: TestClient, other: str) -> None:
    tag = client.get("/v1/events?limit=2").headers["etag"]
    assert asked(client, other, tag) != 304


def test_a_restart_keeps_tags_and_another_limit_does_not(client: TestClient, settings: Settings) -> None:
    tag = client.get("/v1/events").headers["etag"]
    for changed, status in (({}, 304), ({"page_default": 3}, 200)):
        app = create_app(settings.model_copy(update=changed))
        with TestClient(app, base_url="http://localhost") as other:
            assert asked(other, "/v1/events", tag) == status


def test_a_store_put_in_another_s_place_has_other_tags(settings: Settings, client: TestClient, store: Store) -> None:
    """Even one with as many writes as the first."""
    tag = client.get("/v1/events").headers["etag"]
    again = settings.model_copy(update={"store": settings.store.replace("casus.db", "other.db")})
    made = open_sqlite(again.store.removeprefix("sqlite:///"))
    made.writer().retract_events([], RECORDED)
    made.close()
    with TestClient(create_app(again), base_url="http://localhost") as other:
        assert asked(other, "/v1/events", tag) == 200


@pytest.mark.parametrize("form", ["{0}", '"x", {0}', '{0} , W/"y"', "{1}"])
def test_a_tag_is_found_among_others_and_without_its_mark(client: TestClient, form: str) -> None:
    tag = client.get("/v1/events").headers["etag"]
    assert asked(client, "/v1/events", form.format(tag, tag.removeprefix("W/"))) == 304


@pytest.mark.parametrize("sent", ["*", "", '""', 'W/"0"', "W/", '"', ",,,", "x" * 8000])
def test_anything_else_is_no_tag_of_ours(client: TestClient, sent: str) -> None:
    assert asked(client, "/v1/events", sent) == 200


@pytest.mark.parametrize(
    "path", ["/v1/events/ev-0", "/v1/events?limit=0", "/v1/jobs", "/healthz", "/readyz", "/metrics"]
)
def test_what_may_change_without_a_write_has_no_tag(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert "etag" not in answer.headers
    assert "cache-control" not in answer.headers
