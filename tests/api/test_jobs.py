"""Loads asked for over HTTP: accepted means kept, whatever happens to the process."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import chain, repeat
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.jobs import Outcome, Queue, Work
from api.settings import Settings
from graph.errors import BusyError, SchemaTooOldError, StoreError, StoreTimeoutError, StoreUnavailableError
from graph.model import Job, JobState
from graph.sqlite import open_sqlite
from graph.store import Store
from loaders import intake
from tests.api.shapes import assert_event, assert_listing, assert_problem
from tests.api.waiting import DEADLINE, wait_for

TEXT = "Iran met Russia in Geneva on 3 March 2024. The two sides spoke for hours, officials said."
PAGE = f"<html><head><title>Talks</title></head><body><article><p>{TEXT}</p></article></body></html>"


def finished(client: TestClient, answer: Any) -> dict[str, Any]:
    """The job behind a 202, once it has ended."""
    assert answer.status_code == 202, answer.text
    where = answer.headers["location"]
    assert where == f"/v1/jobs/{answer.json()['job']}"
    wait_for(lambda: client.get(where).json()["state"] in {"done", "failed"})
    job: dict[str, Any] = client.get(where).json()
    assert set(job) == {"id", "kind", "state", "input", "format", "created_at", "updated_at", "summary", "error"}
    return job


def test_a_posted_text_is_read_and_answers(client: TestClient) -> None:
    posted = {"text": TEXT, "title": "Talks", "publisher": "Us", "published": "2024-03-04", "lang": "en"}
    job = finished(client, client.post("/v1/articles", json=posted))
    assert (job["state"], job["summary"]["loaded"], job["summary"]["events"]) == ("done", 1, 1)
    (identifier,) = job["summary"]["articles"]
    article = client.get(f"/v1/articles/{identifier}").json()
    assert {name: article[name] for name in posted} == posted
    (event,) = article["events"]
    assert_event(event)
    assert event["source"]["id"] == "IRN"
    assert event["id"] in [item["id"] for item in assert_listing(client.get("/v1/meetings").json())]


def test_a_posted_page_is_read_and_the_client_s_word_counts_more(client: TestClient) -> None:
    job = finished(client, client.post("/v1/articles", json={"html": PAGE, "title": "Ours", "lang": "en"}))
    assert job["state"] == "done", job
    article = client.get(f"/v1/articles/{job['summary']['articles'][0]}").json()
    assert (article["title"], article["text"]) == ("Ours", TEXT)


def test_posting_twice_changes_nothing(client: TestClient) -> None:
    for loaded, unchanged in ((1, 0), (0, 1)):
        summary = finished(client, client.post("/v1/articles", json={"text": TEXT, "lang": "en"}))["summary"]
        assert (summary["loaded"], summary["unchanged"]) == (loaded, unchanged)


def test_a_posted_text_s_language_is_detected_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def detect(text: str) -> str:
        asked.append(text)
        return "en"

    monkeypatch.setattr(intake, "detect", detect)
    job = finished(client, client.post("/v1/articles", json={"text": TEXT}))
    assert (job["summary"]["loaded"], asked) == (1, [TEXT])


@pytest.mark.parametrize(
    ("posted", "word"),
    [
        ({"url": "http://127.0.0.1:9/x"}, "127.0.0.1"),
        ({"url": "http://169.254.169.254/latest"}, "169.254.169.254"),
        ({"text": "..."}, "text"),
        ({"html": "<html><body><nav>a</nav></body></html>"}, "article"),
        ({"text": "Der Minister traf gestern seinen Amtskollegen in Wien zu langen Gesprächen."}, "language"),
        ({"text": TEXT + " unreadable", "lang": "en"}, "extractor"),
    ],
)
def test_a_rejected_article_is_a_failed_job_with_its_reason(
    client: TestClient, posted: dict[str, str], word: str
) -> None:
    job = finished(client, client.post("/v1/articles", json=posted))
    assert job["state"] == "failed"
    assert word in job["error"]
    assert job["summary"]["rejected"] == 1
    again = finished(client, client.post("/v1/articles", json={"text": TEXT, "lang": "en"}))
    assert again["state"] == "done", "one failure does not end the others"


@pytest.mark.parametrize(
    "posted",
    [
        {},
        [],
        "text",
        None,
        {"text": ""},
        {"text": "a", "html": "b"},
        {"text": 1},
        {"text": "a", "published": 20240101},
        {"text": "a", "published": "1704067200"},
        {"text": "a", "published": "yesterday"},
        {"text": "a", "lang": "English"},
        {"text": "a", "lang": 5},
        {"text": "a", "titel": "b"},
        {"text": "a", "title": "t" * 2001},
        {"url": "file:///etc/passwd"},
        {"url": "javascript:alert(1)"},
        {"url": "ftp://example.com/"},
        {"url": "https://user:geheim@news.example/"},
        {"url": "https://geheim@news.example/"},
        {"text": "a", "id": "two words"},
    ],
)
def test_a_body_that_is_not_an_article_is_refused(client: TestClient, posted: object) -> None:
    answer = client.post("/v1/articles", json=posted)
    assert_problem(answer, 422, "invalid_request")
    assert "geheim" not in answer.text


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 5000])
def test_a_body_that_is_not_json_is_refused(client: TestClient, body: bytes) -> None:
    answer = client.post("/v1/articles", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in {400, 422}
    assert_problem(answer, answer.status_code, answer.json()["code"])


def test_another_media_type_is_refused(client: TestClient) -> None:
    answer = client.post("/v1/articles", content=b'{"text": "a"}', headers={"content-type": "text/plain"})
    assert_problem(answer, 422, "invalid_request")


def test_a_full_queue_says_when_to_come_again(settings: Settings) -> None:
    release = threading.Event()

    def work(_: Mapping[str, object], __: Store) -> Outcome:
        release.wait(DEADLINE)
        return Outcome({})

    app = create_app(settings.model_copy(update={"queue_length": 2, "retry_after": 7}), work=work)
    with TestClient(app, base_url="http://localhost") as client:
        accepted = [client.post("/v1/articles", json={"text": TEXT}) for _ in range(2)]
        refused = client.post("/v1/articles", json={"text": TEXT})
        assert_problem(refused, 503, "busy")
        assert refused.headers["retry-after"] == "7"
        release.set()
        for answer in accepted:
            assert finished(client, answer)["state"] == "done"
        assert finished(client, client.post("/v1/articles", json={"text": TEXT}))["state"] == "done"


def _kept(store: Store, state: JobState, name: str) -> None:
    now = datetime.now(UTC)
    store.jobs().put(Job(id=name, state=state, created_at=now, updated_at=now, payload={"text": TEXT, "lang": "en"}))


def test_jobs_of_an_earlier_process_are_taken_up_again(settings: Settings) -> None:
    store = open_sqlite(settings.store.removeprefix("sqlite:///"))
    _kept(store, JobState.RUNNING, "jb-running")
    _kept(store, JobState.QUEUED, "jb-queued")
    store.close()
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        for name in ("jb-running", "jb-queued"):
            wait_for(lambda name=name: client.get(f"/v1/jobs/{name}").json()["state"] == "done")
        assert client.get("/v1/jobs/jb-queued").json()["summary"]["unchanged"] == 1


def test_a_store_that_goes_away_in_a_job_only_delays_it(settings: Settings) -> None:
    store = open_sqlite(settings.store.removeprefix("sqlite:///"))
    tries: list[str] = []

    def work(payload: Mapping[str, object], _: Store) -> Outcome:
        tries.append(str(payload["text"]))
        if len(tries) == 1:
            raise StoreUnavailableError("gone for a moment")
        return Outcome({"loaded": 1})

    queue = Queue(lambda: store, work, length=5, pause=0.01)
    queue.start()
    first, second = queue.submit({"text": "one"}), queue.submit({"text": "two"})
    wait_for(lambda: not store.jobs().pending())
    queue.stop(DEADLINE)
    assert tries == ["one", "one", "two"]
    for job in (first, second):
        ended = store.jobs().get(job.id)
        assert ended is not None
        assert (ended.state, ended.payload) == (JobState.DONE, {})
    store.close()


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    store = open_sqlite(settings.store.removeprefix("sqlite:///"))
    yield store
    store.close()


@contextmanager
def running(store: Store, work: Work, **limits: int) -> Iterator[Queue]:
    queue = Queue(lambda: store, work, length=5, pause=0.01, **limits)
    queue.start()
    try:
        yield queue
    finally:
        queue.stop(DEADLINE)


def _got(store: Store, job: Job) -> Job:
    found = store.jobs().get(job.id)
    assert found is not None
    return found


@pytest.mark.parametrize("error", [StoreTimeoutError("slow"), StoreError("broken"), SchemaTooOldError("old")])
def test_a_store_that_fails_once_fails_no_job(store: Store, error: StoreError) -> None:
    failing = [error]

    def work(_: Mapping[str, object], __: Store) -> Outcome:
        if failing:
            raise failing.pop()
        return Outcome({"loaded": 1})

    with running(store, work) as queue:
        job = queue.submit({"text": "one"})
        wait_for(lambda: not store.jobs().pending())
    assert (_got(store, job).state, _got(store, job).summary) == (JobState.DONE, {"loaded": 1})


def test_a_job_on_which_the_store_always_fails_ends_with_its_article_kept(store: Store) -> None:
    tries: list[str] = []

    def work(payload: Mapping[str, object], _: Store) -> Outcome:
        tries.append(str(payload["text"]))
        if payload["text"] == "bad":
            raise StoreTimeoutError("/secret/casus.db: slow")
        return Outcome({})

    with running(store, work, tries=3) as queue:
        bad, good = queue.submit({"text": "bad"}), queue.submit({"text": "good"})
        wait_for(lambda: not store.jobs().pending())
    assert tries == ["bad"] * 3 + ["good"]
    ended = _got(store, bad)
    assert (ended.state, ended.payload) == (JobState.FAILED, {"text": "bad"})
    assert ended.error is not None
    assert "3 tries (store_timeout)" in ended.error
    assert "secret" not in ended.error
    assert _got(store, good).state is JobState.DONE


def test_a_summary_that_cannot_be_kept_does_not_hold_the_others_up(store: Store) -> None:
    def work(payload: Mapping[str, object], _: Store) -> Outcome:
        return Outcome({"odd": object()} if payload["text"] == "bad" else {})

    with running(store, work, tries=2) as queue:
        bad, good = queue.submit({"text": "bad"}), queue.submit({"text": "good"})
        wait_for(lambda: not store.jobs().pending())
    assert (_got(store, bad).state, _got(store, good).state) == (JobState.FAILED, JobState.DONE)
    assert "TypeError" in str(_got(store, bad).error)


def test_a_job_that_cannot_be_read_does_not_hold_the_others_up(store: Store, settings: Settings) -> None:
    _kept(store, JobState.QUEUED, "jb-bad")
    _kept(store, JobState.QUEUED, "jb-good")
    with closing(sqlite3.connect(settings.store.removeprefix("sqlite:///"))) as file, file:
        file.execute("UPDATE job SET payload = 'no JSON' WHERE id = 'jb-bad'")
    with running(store, lambda _, __: Outcome({}), tries=2):
        wait_for(lambda: not store.jobs().pending())
    states = [getattr(store.jobs().get(name), "state", None) for name in ("jb-bad", "jb-good")]
    assert states == [JobState.FAILED, JobState.DONE]


def test_ended_jobs_are_forgotten_but_for_the_last(store: Store) -> None:
    with running(store, lambda _, __: Outcome({}), kept=2) as queue:
        jobs = []
        for number in range(4):
            jobs.append(queue.submit({"text": str(number)}))
            wait_for(lambda: not store.jobs().pending())
    assert [store.jobs().get(job.id) is not None for job in jobs] == [False, False, True, True]


def test_a_job_is_not_accepted_while_the_store_is_away(settings: Settings) -> None:
    def away() -> Store:
        raise StoreUnavailableError("the store is away")

    queue = Queue(away, lambda _, __: Outcome({}), length=1, pause=0.01)
    for _ in range(3):
        with pytest.raises(StoreUnavailableError):
            queue.submit({"text": "a"})


def test_a_job_that_comes_while_old_ones_are_taken_up_waits_once(settings: Settings) -> None:
    store = open_sqlite(settings.store.removeprefix("sqlite:///"))
    release = threading.Event()

    def work(_: Mapping[str, object], __: Store) -> Outcome:
        release.wait(DEADLINE)
        return Outcome({})

    put = store.jobs().put

    class Late:
        """Takes up what is left between a job's way into the store and its way into the queue."""

        def put(self, job: Job) -> None:
            put(job)
            queue.start()
            wait_for(lambda: queue.waiting == 1)

    doors: Iterator[Any] = chain([SimpleNamespace(jobs=Late)], repeat(store))
    queue = Queue(lambda: next(doors), work, length=5, pause=0.01)
    queue.submit({"text": "one"})
    assert queue.waiting == 1
    release.set()
    queue.stop(DEADLINE)
    store.close()


def test_stopping_leaves_what_waits_in_the_store(settings: Settings) -> None:
    store = open_sqlite(settings.store.removeprefix("sqlite:///"))
    started, release = threading.Event(), threading.Event()

    def work(_: Mapping[str, object], __: Store) -> Outcome:
        started.set()
        release.wait(DEADLINE)
        return Outcome({})

    queue = Queue(lambda: store, work, length=2, pause=0.01)
    queue.start()
    running, waiting = queue.submit({"text": "one"}), queue.submit({"text": "two"})
    with pytest.raises(BusyError):
        queue.submit({"text": "three"})
    assert started.wait(DEADLINE)
    stopper = threading.Thread(target=queue.stop, args=(DEADLINE,))
    stopper.start()
    release.set()
    stopper.join()
    ended = store.jobs().get(running.id)
    assert ended is not None
    assert ended.state is JobState.DONE
    assert store.jobs().pending() == (waiting.id,)
    store.close()
