"""A load that was stopped, killed or cut off and run again leaves what an undisturbed one leaves, row by row."""

from __future__ import annotations

import multiprocessing
import os
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench.contents import differences
from graph.errors import BusyError, StoreUnavailableError, WorkerError
from graph.model import Job, JobState
from graph.store import Store
from loaders.datasets import feed
from loaders.datasets import load as module
from loaders.datasets.jobs import Outcome, Tally, state_of
from loaders.datasets.rejects import Rejects
from tests.datasets.loads import contents, deaths, gdelt, ged, load, rejected, write
from tests.datasets.written import gdelt2, mention
from tests.store.places import Place, SqlitePlace

BATCH, ROWS = 20, 90
BAD = (2, 19, 20, 21, 41, 75, 90)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of five batches, with rejected rows in each of them."""
    monkeypatch.setattr(feed, "BATCH_ROWS", BATCH)
    return write(tmp_path / "a.CSV", gdelt(ROWS, bad=BAD))


class StopError(Exception):
    pass


def after(batches: int, error: type[BaseException]) -> Callable[[Tally], None]:
    def stop(tally: Tally) -> None:
        if tally.last >= batches * BATCH:
            raise error("stopped")

    return stop


def job_of(store: Store) -> Job:
    (job,) = store.jobs().latest(2)
    return job


def undisturbed(home: Place, path: Path, **options: str) -> tuple[Outcome, object]:
    """What a load of its own leaves; the home is empty afterwards."""
    store = home.open()
    outcome = load(path, store, jobs=path.parent / "undisturbed", **options)
    store.close()
    found = contents(home)
    home.clear()
    return outcome, found


def assert_same(home: Place, outcome: Outcome, wanted: tuple[Outcome, object]) -> None:
    assert list(differences(contents(home), wanted[1])) == []  # type: ignore[arg-type]
    assert rejected(outcome) == rejected(wanted[0])
    assert replace(outcome.tally, seconds=0) == replace(wanted[0].tally, seconds=0)


def test_a_load_stopped_after_any_batch_goes_on_there(home: Place, path: Path) -> None:
    wanted, read = undisturbed(home, path), list[int]()
    for batches in range(1, 5):
        for error, state in ((StopError, JobState.FAILED), (KeyboardInterrupt, JobState.STOPPED)):
            jobs = path.parent / f"{batches}{error.__name__}"
            store = home.open()
            with pytest.raises(error):
                load(path, store, on_progress=after(batches, error), jobs=jobs)
            assert job_of(store).state is state
            read.clear()
            outcome = load(path, store, on_progress=lambda tally: read.append(tally.read), jobs=jobs)
            assert read[0] > batches * BATCH, "nothing is read twice"
            store.close()
            assert_same(home, outcome, wanted)
            home.clear()


def test_a_load_stopped_again_and_again_comes_to_its_end(home: Place, path: Path) -> None:
    wanted = undisturbed(home, path)
    store = home.open()
    for batches in range(1, 5):
        with pytest.raises(KeyboardInterrupt):
            load(path, store, on_progress=after(batches, KeyboardInterrupt))
    outcome = load(path, store)
    store.close()
    assert_same(home, outcome, wanted)


@pytest.mark.parametrize("error", [KeyboardInterrupt, StopError])
def test_a_load_stopped_inside_a_transaction_has_written_none_of_it(
    home: Place, path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    wanted = undisturbed(home, path)
    store, put, calls = home.open(), Rejects.put, [0]

    def interrupted(rejects: Rejects, faults: object) -> None:
        calls[0] += 1
        put(rejects, faults)  # type: ignore[arg-type]
        if calls[0] == 3:
            raise error("in the middle")

    with monkeypatch.context() as patched:
        patched.setattr(Rejects, "put", interrupted)
        with pytest.raises(error):
            load(path, store)
    assert job_of(store).summary is not None
    assert (job_of(store).summary or {})["read"] == 2 * BATCH
    outcome = load(path, store)
    store.close()
    assert_same(home, outcome, wanted)


def test_a_load_stopped_right_behind_a_commit_counts_that_batch_once(
    home: Place, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C between the commit and whoever hears of it."""
    wanted = undisturbed(home, path)
    store = home.open()

    def interrupted(_: Rejects) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Rejects, "keep", interrupted)
        with pytest.raises(KeyboardInterrupt):
            load(path, store)
    assert (job_of(store).summary or {})["read"] == BATCH
    outcome = load(path, store)
    store.close()
    assert_same(home, outcome, wanted)


def test_a_load_whose_store_goes_away_goes_on_when_it_is_back(
    home: Place, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = undisturbed(home, path)
    store = home.open()

    def close(tally: Tally) -> None:
        if tally.read >= 2 * BATCH:
            store.close()

    with pytest.raises(StoreUnavailableError):
        load(path, store, on_progress=close)
    store = home.open()
    assert state_of(job_of(store)) is JobState.STOPPED, "nothing could say so, but nothing runs any more"
    outcome = load(path, store)
    store.close()
    assert_same(home, outcome, wanted)


def test_a_stopped_load_keeps_its_rejected_rows_wherever_it_is_run_again(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(StopError):
        load(path, store, jobs=Path("jobs"), on_progress=after(3, StopError))
    monkeypatch.chdir(tmp_path / "there")
    outcome = load(path, store, jobs=Path("jobs"))
    assert {int(row[0]) for row in rejected(outcome)} >= set(BAD)
    known = load(path, store, jobs=Path("elsewhere"))
    assert known.rejects == outcome.rejects


def test_rejected_rows_of_any_length_are_kept_and_torn_ones_written_again(store: Store, tmp_path: Path) -> None:
    rows = gdelt(3, bad=[1, 2, 3])
    rows[0][-1] += "x" * 200_000
    path = write(tmp_path / "a.CSV", rows)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(feed, "BATCH_ROWS", 1)
        with pytest.raises(StopError):
            load(path, store, on_progress=lambda _: (_ for _ in ()).throw(StopError))
        file = Path(str(job_of(store).payload["rejects"]))
        with file.open("a") as more:
            more.write("1")  # of row 10, say, when the load was killed
        outcome = load(path, store)
    assert [row[0] for row in rejected(outcome)] == ["1", "2", "3"]
    assert [len(row[3]) > 200_000 for row in rejected(outcome)] == [True, False, False]


def test_retracting_goes_on_where_it_was_stopped(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "BATCH_ROWS", 2)
    monkeypatch.setattr(module, "_RETRACTED_AT_ONCE", 2)
    before = {f"e{number}": number for number in range(1, 10)}
    load(ged(tmp_path / "23", **before), store, "ucdp", release="23.01", whole=True)
    path = ged(tmp_path / "24", e1=1, e2=2, e3=3)
    with pytest.raises(KeyboardInterrupt):
        load(path, store, "ucdp", release="24.01", whole=True, on_progress=after(0, KeyboardInterrupt))
    retract, calls = module._Load._put, [0]

    def interrupted(self: object, state: JobState, error: str | None = None) -> None:
        retract(self, state, error)  # type: ignore[arg-type]
        calls[0] += state is JobState.RUNNING
        if calls[0] == 3:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(module._Load, "_put", interrupted)
        with pytest.raises(KeyboardInterrupt):
            load(path, store, "ucdp", release="24.01", whole=True)
    assert len(deaths(store)) == 5
    outcome = load(path, store, "ucdp", release="24.01", whole=True)
    assert (outcome.state, outcome.tally.retracted) == (JobState.DONE, 6)
    assert set(deaths(store)) == {"1", "2", "3"}


def test_what_another_living_process_loads_is_left_to_it(store: Store, path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        load(path, store, on_progress=after(1, KeyboardInterrupt))
    stopped = job_of(store)
    ended = subprocess.Popen(["true"])
    ended.wait()

    def taken(process: int, host: str = socket.gethostname(), silent: timedelta = timedelta()) -> None:
        payload = {**stopped.payload, "process": process, "host": host}
        now = datetime.now(UTC) - silent
        changes = {"state": JobState.RUNNING, "payload": payload, "updated_at": now}
        store.jobs().put(stopped.model_copy(update=changes))

    for living in ((os.getppid(), socket.gethostname()), (ended.pid, "elsewhere")):
        taken(*living)
        with pytest.raises(BusyError, match=f"process {living[0]} on {living[1]}"):
            load(path, store)
    taken(os.getppid(), silent=timedelta(minutes=11))
    assert state_of(job_of(store)) is JobState.STOPPED
    taken(ended.pid)
    assert state_of(job_of(store)) is JobState.STOPPED
    assert load(path, store).tally.read == ROWS


def test_a_load_whose_reading_process_is_killed_says_so_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed while it sends a batch: half of it must not keep the writer waiting."""
    home, rows = SqlitePlace(tmp_path), 2 * feed.BATCH_ROWS + 500
    events = write(tmp_path / "events.CSV", [gdelt2(number) for number in range(1, 40)])
    path = write(tmp_path / "mentions.CSV", [mention(1 + number % 50) for number in range(rows)])
    seen: list[int] = []

    def kill(tally: Tally) -> None:
        seen.append(tally.read)
        time.sleep(1)  # the next batch is on its way by now
        (reader,) = multiprocessing.active_children()
        reader.kill()
        reader.join()

    store = home.open()
    load(events, store)
    monkeypatch.setattr(module, "ALONE_BYTES", 0)
    with pytest.raises(WorkerError, match="run the load again"):
        load(path, store, "gdelt-mentions", on_progress=kill)
    job = store.jobs().latest(1)[0]
    assert (job.state, (job.summary or {})["read"]) == (JobState.FAILED, feed.BATCH_ROWS)
    assert "died" in (job.error or "")
    outcome = load(path, store, "gdelt-mentions", on_progress=lambda tally: seen.append(tally.read))
    assert seen == [feed.BATCH_ROWS, 2 * feed.BATCH_ROWS, rows]
    assert (outcome.state, outcome.tally.read) == (JobState.DONE, rows)
    assert multiprocessing.active_children() == []
    store.close()
