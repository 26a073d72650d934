"""What jobs promise: they are in the store, so the next process finds them."""

from __future__ import annotations

from graph.model import Job, JobKind, JobState
from graph.store import Store
from tests.store.build import hours
from tests.store.places import Place


def job(number: int, state: JobState = JobState.QUEUED, **changes: object) -> Job:
    values = {"id": f"jb-{number}", "state": state, "created_at": hours(number), "updated_at": hours(number)}
    return Job.model_validate(
        {"payload": {"text": "Ünïcode 'quoted' $x", "nested": {"n": [1, None]}}, **values, **changes}
    )


def test_a_job_reads_back_as_it_was_put(store: Store) -> None:
    done = job(1, JobState.DONE, summary={"events": 3})
    store.jobs().put(done)
    assert store.jobs().get("jb-1") == done
    assert store.jobs().get("jb-2") is None


def test_putting_a_job_again_writes_over_it(store: Store) -> None:
    store.jobs().put(job(1))
    failed = job(1, JobState.FAILED, error="the store is away", updated_at=hours(9))
    store.jobs().put(failed)
    assert store.jobs().get("jb-1") == failed


def test_pending_jobs_are_the_unfinished_ones_oldest_first(store: Store) -> None:
    states = (JobState.RUNNING, JobState.DONE, JobState.QUEUED, JobState.FAILED)
    for number, state in reversed(list(enumerate(states))):
        store.jobs().put(job(number, state))
    store.jobs().put(job(5, created_at=hours(-1)))
    assert list(store.jobs().pending()) == ["jb-5", "jb-0", "jb-2"]


def test_the_next_process_finds_the_jobs(home: Place) -> None:
    store = home.open()
    store.jobs().put(job(1, JobState.RUNNING))
    store.close()
    again = home.open()
    try:
        assert again.jobs().pending() == ("jb-1",)
        assert again.view().counts()["events"] == 0
    finally:
        again.close()


def test_ended_jobs_are_forgotten_but_for_the_last(store: Store) -> None:
    states = (JobState.RUNNING, JobState.DONE, JobState.QUEUED, JobState.FAILED, JobState.DONE)
    for number, state in enumerate(states):
        store.jobs().put(job(number, state))
    assert store.jobs().prune(2) == 1
    assert store.jobs().prune(2) == 0
    assert [number for number in range(5) if store.jobs().get(f"jb-{number}")] == [0, 2, 3, 4]


def test_the_latest_jobs_can_be_those_of_one_kind(store: Store) -> None:
    kinds = (JobKind.DATASET, JobKind.ARTICLES, JobKind.DATASET)
    for number, kind in enumerate(kinds):
        store.jobs().put(job(number, kind=kind))
    assert [found.id for found in store.jobs().latest(5)] == ["jb-2", "jb-1", "jb-0"]
    assert [found.id for found in store.jobs().latest(5, JobKind.DATASET)] == ["jb-2", "jb-0"]
    assert [found.id for found in store.jobs().latest(1, JobKind.ARTICLES)] == ["jb-1"]
