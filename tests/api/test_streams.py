"""What a stream of a job's events promises: every change until the end, and a bounded cost whoever reads it."""

from __future__ import annotations

import http.client
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.jobs import Outcome
from api.settings import Settings
from api.shapes import JobProgress
from graph.errors import StoreUnavailableError
from graph.model import Job, JobKind, JobState
from graph.sqlite import open_sqlite
from graph.sqlite.jobs import SqliteJobs
from graph.store import Store
from tests.api.server import served
from tests.api.shapes import assert_problem
from tests.api.waiting import DEADLINE, wait_for

PAUSE = 0.05


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    store = open_sqlite(settings.store.removeprefix("sqlite:///"))
    yield store
    store.close()


def settled(settings: Settings, **changes: object) -> Settings:
    return settings.model_copy(update={"stream_pause": PAUSE, **changes})


def put(store: Store, state: JobState, **changes: object) -> Job:
    """A data set's load, as another process writes it."""
    now = datetime.now(UTC)
    payload = {"host": "elsewhere", "process": 1, "input": "a.csv", "format": "gdelt"}
    values = {"id": "jb-1", "kind": JobKind.DATASET, "created_at": now, "updated_at": now, "payload": payload}
    job = Job.model_validate({**values, "state": state, **changes})
    store.jobs().put(job)
    return job


def events(text: str) -> list[dict[str, Any]]:
    """The data of each event; what else a block holds is an identifier, a time to come back, or a comment."""
    found = []
    for block in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines())
        if "data" in lines:
            found.append({**json.loads(lines["data"]), "event": lines["id"], "retry": lines["retry"]})
    return found


class Reader:
    """One open stream, read by the line."""

    def __init__(self, port: int, job: str, seen: str | None = None) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE)
        self.connection.request("GET", f"/v1/jobs/{job}/events", headers={"Last-Event-ID": seen} if seen else {})
        self.answer = self.connection.getresponse()

    def next(self) -> dict[str, Any]:
        """The next event's data. Raises EOFError at the end of the stream."""
        while line := self.answer.readline():
            if line.startswith(b"data: "):
                told: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
                return told
        raise EOFError

    def comment(self) -> bytes:
        while line := self.answer.readline():
            if line.startswith(b":"):
                return line
        raise EOFError

    def drop(self) -> None:
        """Go away without a word: a reset, as of a killed process."""
        assert self.answer.fp is not None
        raw = self.connection.sock or self.answer.fp.raw._sock  # type: ignore[attr-defined]
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()

    def close(self) -> None:
        self.answer.close()
        self.connection.close()


Open = Callable[..., Reader]


@pytest.fixture
def read() -> Iterator[Open]:
    """Opens streams, and closes them at the end."""
    with ExitStack() as readers:
        yield lambda *asked: readers.enter_context(closing(Reader(*asked)))


def test_a_stream_tells_every_state_and_ends_with_the_job(settings: Settings, read: Open) -> None:
    release = threading.Event()

    def work(_: Mapping[str, object], __: Store) -> Outcome:
        release.wait(DEADLINE)
        return Outcome({"loaded": 1, "seconds": 0.5, "reasons": {}, "articles": ["ar-1"]})

    app = create_app(settled(settings, queue_length=2), work=work)
    with served(app, settings) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE)
        connection.request("POST", "/v1/articles", '{"text": "a"}', {"content-type": "application/json"})
        job = json.loads(connection.getresponse().read())["job"]
        reader = read(port, job)
        assert reader.answer.status == 200
        assert reader.answer.headers["content-type"].startswith("text/event-stream")
        assert reader.answer.headers["cache-control"] == "no-cache"
        told = [reader.next()]
        if told[0]["state"] == "queued":
            told.append(reader.next())
        assert told[-1]["state"] == "running"
        release.set()
        last = reader.next()
        assert (last["state"], last["counts"], last["error"]) == ("done", {"loaded": 1, "seconds": 0.5}, None)
        with pytest.raises(EOFError):
            reader.next()
        connection.close()


def test_counts_of_another_process_s_load_are_told_as_they_grow(settings: Settings, store: Store, read: Open) -> None:
    put(store, JobState.RUNNING, summary={"read": 0})
    with served(create_app(settled(settings)), settings) as port:
        reader = read(port, "jb-1")
        seen = [reader.next()["counts"]["read"]]
        for number in (10, 20):
            put(store, JobState.RUNNING, summary={"read": number, "seconds": 1.0})
            seen.append(reader.next()["counts"]["read"])
        put(store, JobState.FAILED, summary={"read": 20}, error="a row too many")
        last = reader.next()
        assert (seen, last["state"], last["error"]) == ([0, 10, 20], "failed", "a row too many")
        with pytest.raises(EOFError):
            reader.next()


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settled(settings)), base_url="http://localhost") as client:
        yield client


def test_a_job_that_has_ended_is_told_once(client: TestClient, store: Store) -> None:
    put(store, JobState.DONE, summary={"loaded": 3})
    (told,) = events(client.get("/v1/jobs/jb-1/events").text)
    assert (told["id"], told["kind"], told["state"], told["retry"]) == ("jb-1", "dataset", "done", "1000")
    again = client.get("/v1/jobs/jb-1/events", headers={"Last-Event-ID": told["event"]})
    assert (again.status_code, again.content) == (204, b""), "an EventSource comes back until it is told not to"


def test_who_comes_back_is_told_what_is_new_alone(settings: Settings, store: Store, read: Open) -> None:
    first = put(store, JobState.RUNNING, summary={"read": 1})
    with served(create_app(settled(settings)), settings) as port:
        reader = read(port, "jb-1", JobProgress.of(first).event)
        time.sleep(PAUSE * 4)
        put(store, JobState.RUNNING, summary={"read": 2})
        assert reader.next()["counts"]["read"] == 2
        reader.drop()
        put(store, JobState.DONE, summary={"read": 3})
        missed = read(port, "jb-1", JobProgress.of(first).event)
        assert missed.next()["state"] == "done"
        with pytest.raises(EOFError):
            missed.next()


@pytest.mark.parametrize("seen", ["no such event", "running-", "é", "x" * 100])
def test_an_unknown_last_event_is_no_hindrance(client: TestClient, store: Store, seen: str) -> None:
    put(store, JobState.DONE)
    (told,) = events(client.get("/v1/jobs/jb-1/events", headers={"Last-Event-ID": seen.encode()}).text)
    assert told["state"] == "done"


def test_an_unknown_job_has_no_stream(client: TestClient, store: Store) -> None:
    assert_problem(client.get("/v1/jobs/jb-0/events"), 404, "not_found")
    put(store, JobState.DONE)
    long = client.get("/v1/jobs/jb-1/events", headers={"Last-Event-ID": "x" * 101})
    assert_problem(long, 422, "invalid_request")


def test_only_so_many_streams_are_open_and_each_gives_its_place_back(
    settings: Settings, store: Store, read: Open
) -> None:
    put(store, JobState.RUNNING)
    app = create_app(settled(settings, streams=2))
    with served(app, settings) as port:
        readers = [read(port, "jb-1") for _ in range(2)]
        refused = read(port, "jb-1")
        problem = json.loads(refused.answer.read())
        assert (refused.answer.status, problem["code"]) == (503, "busy")
        assert "CASUS_STREAMS" in problem["detail"]
        readers[0].drop()
        wait_for(lambda: app.state.streams.open == 1)
        put(store, JobState.DONE)
        assert read(port, "jb-1").next()["state"] == "done"
        wait_for(lambda: app.state.streams.open == 0)


def test_a_reader_that_reads_nothing_gives_its_place_back_in_time(settings: Settings, store: Store) -> None:
    put(store, JobState.RUNNING)
    app = create_app(settled(settings, streams=1, stream_seconds=PAUSE * 6))
    with served(app, settings) as port, socket.create_connection(("127.0.0.1", port)) as silent:
        silent.sendall(b"GET /v1/jobs/jb-1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        wait_for(lambda: app.state.streams.open == 1)
        wait_for(lambda: app.state.streams.open == 0)


def test_silence_is_filled_with_comments(settings: Settings, store: Store, read: Open) -> None:
    put(store, JobState.RUNNING)
    with served(create_app(settled(settings, stream_silence=PAUSE)), settings) as port:
        reader = read(port, "jb-1")
        assert [reader.comment() for _ in range(2)] == [b": ping\n"] * 2


def test_a_store_that_goes_away_for_a_while_ends_no_stream(
    settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch, read: Open
) -> None:
    put(store, JobState.RUNNING)
    with served(create_app(settled(settings, stream_silence=PAUSE)), settings) as port:
        reader = read(port, "jb-1")
        assert reader.next()["state"] == "running"
        with monkeypatch.context() as patch:

            def away(*_: object) -> None:
                raise StoreUnavailableError("away")

            patch.setattr(SqliteJobs, "get", away)
            reader.comment()
        put(store, JobState.DONE)
        assert reader.next()["state"] == "done"


def test_a_forgotten_job_ends_its_stream(settings: Settings, store: Store, read: Open) -> None:
    put(store, JobState.RUNNING)
    with served(create_app(settled(settings)), settings) as port:
        reader = read(port, "jb-1")
        assert reader.next()["state"] == "running"
        with store._write() as connection:  # type: ignore[attr-defined]
            connection.execute("DELETE FROM job")
        with pytest.raises(EOFError):
            reader.next()
