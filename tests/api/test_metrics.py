"""What /metrics promises: everything that happens is counted, under names that no client chooses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from api.app import create_app
from api.rowcounts import LOOKED_AT, RowCounts
from api.settings import Settings
from api.version import version
from graph.errors import StoreTimeoutError, StoreUnavailableError
from graph.model import Job, JobKind, JobState
from graph.sqlite import open_sqlite
from graph.sqlite.view import SqliteView
from graph.store import Store
from tests.api.test_jobs import TEXT, finished
from tests.api.world import RAID

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]
START = datetime(2026, 1, 1, tzinfo=UTC)


def scraped(client: TestClient) -> Samples:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def value(samples: Samples, name: str, **labels: str) -> float:
    return samples.get((name, frozenset(labels.items())), 0.0)


def requests(samples: Samples, route: str, status: int, method: str = "GET") -> float:
    return value(samples, "casus_http_request_duration_seconds_count", method=method, route=route, status=str(status))


def test_requests_are_timed_by_the_template_of_their_route(client: TestClient) -> None:
    for path in (f"/v1/events/{RAID.id}", "/v1/events/ev-0", "/v1/events/ev-1", "/v1/meetings?limit=0", "/healthz"):
        client.get(path)
    client.post("/v1/meetings")
    samples = scraped(client)
    assert requests(samples, "/v1/events/{event_id}", 200) == 1
    assert requests(samples, "/v1/events/{event_id}", 404) == 2
    assert requests(samples, "/v1/meetings", 422) == 1
    assert requests(samples, "/v1/meetings", 405, "POST") == 1
    assert requests(samples, "/healthz", 200) == 1


def test_no_label_holds_what_a_client_sent(client: TestClient) -> None:
    client.get("/v1/events/secret-1?place=secret-2", headers={"X-Request-ID": "secret-3", "user-agent": "secret-4"})
    client.get("/secret-5/wp-admin")
    client.request("SECRET-6", "/v1/meetings")
    client.get("/healthz", headers={"host": "secret-7.example"})
    client.post("/v1/articles", json={"text": "secret-8", "publisher": "secret-9"})
    samples = scraped(client)
    assert not [key for key in samples if "secret" in str(key).lower()]
    assert requests(samples, "other", 404) == 1
    assert requests(samples, "/v1/meetings", 405, "other") == 1
    assert requests(samples, "other", 400) == 1


def test_a_request_that_breaks_casus_is_counted_too(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(SqliteView, "event", broken)
    assert client.get("/v1/events/ev-1").status_code == 500
    assert requests(scraped(client), "/v1/events/{event_id}", 500) == 1


def test_questions_are_timed_by_name_and_store(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    count = "casus_store_query_duration_seconds_count"
    client.get("/v1/events")
    client.get(f"/v1/events/{RAID.id}/responses")
    samples = scraped(client)
    asked = {name: value(samples, count, question=name, store="sqlite") for name in ("events", "event")}
    assert asked == {"events": 1, "event": 1}

    def slow(*_: object) -> None:
        raise StoreTimeoutError("too slow")

    monkeypatch.setattr(SqliteView, "event", slow)
    assert client.get(f"/v1/events/{RAID.id}").status_code == 504
    assert value(scraped(client), count, question="event", store="sqlite") == 2


def test_articles_and_their_rejects_are_counted(client: TestClient) -> None:
    for text in (TEXT, TEXT, "Der Minister traf gestern seinen Amtskollegen in Wien zu langen Gesprächen."):
        finished(client, client.post("/v1/articles", json={"text": text}))
    samples = scraped(client)
    assert {
        name: value(samples, "casus_articles_total", outcome=name) for name in ("loaded", "unchanged", "rejected")
    } == {
        "loaded": 1,
        "unchanged": 1,
        "rejected": 1,
    }
    assert value(samples, "casus_rejects_total", kind="articles", code="language") == 1
    assert (value(samples, "casus_jobs_total", state="done"), value(samples, "casus_jobs_total", state="failed")) == (
        2,
        1,
    )
    assert value(samples, "casus_store_query_duration_seconds_count", question="write", store="sqlite") == 1
    assert value(samples, "casus_queued_jobs") == 0


def rows(number: int, created: datetime, **summary: object) -> Job:
    return Job(
        id=f"jb-{number}",
        kind=JobKind.DATASET,
        state=JobState.RUNNING,
        created_at=created,
        updated_at=created,
        payload={},
        summary=summary,
    )


def test_rows_that_another_process_loads_are_counted_once(client: TestClient, settings: Settings) -> None:
    store = open_sqlite(settings.store.removeprefix("sqlite:///"))
    now = datetime.now(UTC)
    store.jobs().put(rows(1, now - timedelta(days=1), loaded=500))
    seen = []
    for loaded, rejected in ((10, 0), (25, 2), (25, 2)):
        reasons = {"date": rejected} if rejected else {}
        store.jobs().put(rows(2, now, loaded=loaded, merged=1, rejected=rejected, reasons=reasons))
        samples = scraped(client)
        seen.append([value(samples, "casus_rows_total", outcome=name) for name in ("loaded", "merged", "rejected")])
    assert seen == [[10, 1, 0], [25, 1, 2], [25, 1, 2]]
    assert value(samples, "casus_rejects_total", kind="rows", code="date") == 2
    store.close()


def test_a_load_out_of_sight_is_not_counted_again() -> None:
    counts, many = RowCounts(START), range(1, LOOKED_AT + 1)
    old = rows(0, START, loaded=7)
    new = [rows(number, START + timedelta(minutes=number), loaded=1) for number in many]
    assert counts.gained([old])[0]["loaded"] == 7
    assert counts.gained(reversed(new))[0]["loaded"] == len(new)
    assert counts.gained([*reversed(new[1:]), old])[0]["loaded"] == 0


def test_the_store_is_up_or_not_and_the_build_is_named(settings: Settings) -> None:
    stores: list[Store] = []

    def opener() -> Store:
        if not stores:
            raise StoreUnavailableError("away")
        return stores[0]

    with TestClient(create_app(settings, opener=opener), base_url="http://localhost") as client:
        assert value(scraped(client), "casus_store_up") == 0
        stores.append(open_sqlite(settings.store.removeprefix("sqlite:///")))
        client.app.state.door._again = 0.0  # type: ignore[attr-defined]
        samples = scraped(client)
    assert value(samples, "casus_store_up") == 1
    assert value(samples, "casus_build_info", version=version()) == 1


@pytest.fixture
def other(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        yield client


def test_two_services_in_one_process_count_apart(client: TestClient, other: TestClient) -> None:
    client.get("/v1/meetings")
    assert requests(scraped(other), "/v1/meetings", 200) == 0
    assert requests(scraped(client), "/v1/meetings", 200) == 1
