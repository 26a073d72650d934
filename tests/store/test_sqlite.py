"""What the SQLite store promises beyond the protocols: bad files, full disks, locks, threads and time limits."""

from __future__ import annotations

import itertools
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from graph.batch import Batch
from graph.errors import CasusError, InputError, StoreError, StoreTimeoutError, StoreUnavailableError
from graph.model import Action
from graph.sqlite import SqliteStore, open_sqlite, schema
from graph.store import ActorFilter, Direction, EventQuery, ResponseQuery, StepQuery, TallyQuery, WeightQuery
from tests.store.build import article, batch, event, hours, link, report, state

IRAN, IRAQ = state("Iran", "IRN"), state("Iraq", "IRQ")
NEWS = article("Iran struck.")


def story(number: int, first: int = 0) -> Batch:
    days = [date(2000, 1, 1) + timedelta(days=first + place) for place in range(number)]
    acts = [event(Action.ASSAULT, IRAN, IRAQ, day, report(NEWS)) for day in days]
    links = [link(cause, effect, NEWS) for cause, effect in itertools.pairwise(acts)]
    return batch([NEWS], acts, links)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "casus.db"


@pytest.fixture
def opened(path: Path) -> Iterator[SqliteStore]:
    store = open_sqlite(path, busy_seconds=0.2)
    yield store
    store.close()


def fails(error: type[CasusError], action: Callable[[], object], *words: str) -> None:
    """The action raises the error in one line that holds the words."""
    with pytest.raises(error) as caught:
        action()
    said = str(caught.value)
    assert "\n" not in said
    assert all(word in said for word in words), said


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    fails(StoreUnavailableError, lambda: open_sqlite(tmp_path / "no" / "casus.db"), str(tmp_path / "no"))


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    fails(StoreError, lambda: open_sqlite(tmp_path), "is a folder")


@pytest.mark.parametrize("content", [b"hello, this is no database at all" * 200, b"\x00" * 8192, b"x"])
def test_a_file_that_is_not_sqlite_is_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    fails(StoreError, lambda: open_sqlite(path), str(path))
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE event (id)")
        connection.commit()
    content = path.read_bytes()
    fails(StoreError, lambda: open_sqlite(path), "another program")
    assert path.read_bytes() == content


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.touch()
    store = open_sqlite(path)
    store.health()
    store.close()


def test_every_migration_sets_its_own_number(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for number, migration in enumerate(schema.migrations(), 1):
            for statement in migration.statements:
                connection.execute(statement)
            assert migration.number == number == schema.version(connection)


def test_two_processes_may_make_the_store_at_once(path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(lambda _: open_sqlite(path), range(8)))
    for store in stores:
        store.health()
        store.close()


def test_a_store_killed_while_it_was_made_is_made_by_the_next_opening(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    *others, last = schema.migrations()
    broken = schema.Migration(last.number, last.name, ("SELECT nonsense",))
    with monkeypatch.context() as patch:
        patch.setattr(schema, "migrations", lambda: (*others, broken))
        fails(StoreError, lambda: open_sqlite(path), "nonsense")
    store = open_sqlite(path)
    assert store.schema() == (last.number, last.number)
    assert all(finding.ok for finding in store.check())
    store.close()


def test_nothing_is_acknowledged_for_a_file_that_went_away(opened: SqliteStore, path: Path) -> None:
    path.unlink()
    for use in (opened.health, lambda: opened.writer().write(story(2), hours(0)), opened.view().counts):
        fails(StoreUnavailableError, use, str(path), "gone")
    assert not path.exists(), "asking makes no new file"


def test_nothing_is_acknowledged_for_a_file_that_was_replaced(opened: SqliteStore, path: Path, tmp_path: Path) -> None:
    other = open_sqlite(tmp_path / "other.db")
    other.writer().write(story(3), hours(0))
    other.close()
    for file in (path, *(Path(f"{path}{end}") for end in ("-wal", "-shm"))):
        file.unlink()
    (tmp_path / "other.db").rename(path)
    for use in (opened.health, lambda: opened.writer().write(story(2), hours(0)), opened.view().counts):
        fails(StoreUnavailableError, use, str(path), "replaced")
    opened.close()
    again = open_sqlite(path)
    assert again.view().counts()["events"] == 3
    again.close()


def test_a_write_into_a_file_that_goes_away_meanwhile_is_not_acknowledged(opened: SqliteStore, path: Path) -> None:
    def write() -> None:
        with opened._write() as connection:
            connection.execute("DELETE FROM job")
            path.unlink()

    fails(StoreUnavailableError, write, "gone")


def test_a_file_that_comes_back_is_used_again(opened: SqliteStore, path: Path, tmp_path: Path) -> None:
    assert opened.writer().write(story(2), hours(0)).events == 2
    files = [path, *(Path(f"{path}{end}") for end in ("-wal", "-shm"))]
    for file in files:
        file.rename(tmp_path / f"away-{file.name}")
    fails(StoreUnavailableError, opened.health, "put it back")
    for file in files:
        (tmp_path / f"away-{file.name}").rename(file)
    assert opened.view().counts()["events"] == 2


def test_an_error_line_holds_no_text_of_an_article(opened: SqliteStore) -> None:
    with pytest.raises(InputError) as caught:
        opened.view().named("a very private text \ud800")
    assert "private" not in str(caught.value)


def test_a_locked_file_says_so(opened: SqliteStore, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        fails(StoreUnavailableError, lambda: opened.writer().write(story(2), hours(0)), "locked", "try again")
        assert opened.view().counts()["events"] == 0  # readers do not wait
        other.execute("ROLLBACK")
    assert opened.writer().write(story(2), hours(0)).events == 2


def test_a_second_writer_of_the_process_waits_no_longer_than_told(opened: SqliteStore) -> None:
    with opened._write():
        fails(StoreUnavailableError, lambda: opened.writer().write(story(2), hours(0)), "try again")
    assert opened.writer().write(story(2), hours(0)).events == 2


def test_a_full_disk_says_so_and_keeps_what_was_there(path: Path) -> None:
    store = open_sqlite(path)
    store.writer().write(story(3), hours(0))
    with store._pool.bare() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages:d}")
    fails(StoreUnavailableError, lambda: store.writer().write(story(2000), hours(1)), "disk is full")
    assert store.view().counts()["events"] == 3
    store.close()


def test_a_file_that_may_only_be_read_says_so(opened: SqliteStore) -> None:
    with opened._pool.bare() as connection:
        connection.execute("PRAGMA query_only = ON")
    fails(StoreError, lambda: opened.writer().write(story(2), hours(0)), "only be read")


def test_a_damaged_file_is_a_store_error_and_a_finding(path: Path) -> None:
    store = open_sqlite(path)
    store.writer().write(story(500), hours(0))
    store.close()
    content = bytearray(path.read_bytes())
    content[len(content) // 2 :] = b"\xff" * (len(content) - len(content) // 2)
    path.write_bytes(content)
    store = open_sqlite(path)
    fails(StoreError, lambda: store.view().events(EventQuery()), "damaged")
    assert not all(finding.ok for finding in store.check())
    store.close()


def test_a_question_over_its_limit_is_cut_off(path: Path) -> None:
    store = open_sqlite(path)
    store.writer().write(story(3000), hours(0))
    store.close()
    store = open_sqlite(path, query_seconds=0.05)
    fails(StoreTimeoutError, lambda: _endless(store), "longer than its limit: narrow it")
    assert store.writer().write(story(3000, first=3000), hours(1)).events == 3000  # a write has no such limit
    store.close()


def test_a_question_is_answered_after_another_was_cut_off(path: Path) -> None:
    store = open_sqlite(path)
    store.writer().write(story(3000), hours(0))
    store._pool._query_seconds = 0.05
    with pytest.raises(StoreTimeoutError):
        _endless(store)
    store._pool._query_seconds = 30
    assert store.view().counts()["events"] == 3000
    store.close()


def _endless(store: SqliteStore) -> None:
    with store._pool.read() as connection:
        connection.execute("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")


def test_threads_read_whole_batches_while_one_writes(path: Path) -> None:
    store = open_sqlite(path)
    store.writer().write(batch([NEWS]), hours(0))
    done, sizes = threading.Event(), []

    def read() -> None:
        while not done.is_set():
            counts = store.view().counts()
            assert counts["events"] == counts["reports"]
            sizes.append(counts["events"])
            assert len(store.view().events(EventQuery(limit=500)).items) % 10 == 0

    with ThreadPoolExecutor(6) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        writers = [pool.submit(store.writer().write, story(10, first=1000 * number), hours(0)) for number in range(20)]
        for writer in writers:
            assert writer.result().events == 10
        done.set()
        for reader in readers:
            reader.result()
    assert all(size % 10 == 0 for size in sizes)
    assert store.view().counts()["events"] == 200
    store.close()


def test_closing_while_threads_ask_crashes_nothing(path: Path) -> None:
    store = open_sqlite(path)
    store.writer().write(story(500), hours(0))

    def ask() -> int:
        answered = 0
        try:
            while answered < 10_000:
                store.view().events(EventQuery(limit=50))
                answered += 1
        except StoreUnavailableError:
            pass
        return answered

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask) for _ in range(4)]
        threading.Event().wait(0.2)
        store.close()
        assert all(task.result() < 10_000 for task in asking)
    assert not Path(f"{path}-wal").exists()  # the last connection has folded the log into the file


@pytest.mark.parametrize(
    "query",
    [
        EventQuery(actor=ActorFilter(frozenset({"IRN"}))),
        EventQuery(actor=ActorFilter(frozenset({"IRN"}), frozenset({"IRN"})), actions=frozenset({Action.ASSAULT})),
        EventQuery(source=ActorFilter(frozenset({"IRN"})), since=date(2000, 2, 1)),
        EventQuery(actions=frozenset({Action.ASSAULT})),
        EventQuery(),
    ],
)
def test_a_page_of_events_reads_an_index_in_order(opened: SqliteStore, query: EventQuery) -> None:
    """No sorting: the cost of a page does not grow with the number of events behind it."""
    plan = _plan(opened, lambda: opened.view().events(query), "ORDER BY 1 DESC")
    assert plan
    assert not [line for line in plan if "USE TEMP B-TREE FOR ORDER BY" in line]


def test_a_page_of_all_responses_reads_an_index_in_order(opened: SqliteStore) -> None:
    plan = _plan(opened, lambda: opened.view().responses(ResponseQuery()), "ORDER BY 1 DESC")
    assert plan
    assert not [line for line in plan if "USE TEMP B-TREE FOR ORDER BY" in line]


@pytest.mark.parametrize("direction", Direction)
def test_steps_walk_indexes_from_each_event(opened: SqliteStore, direction: Direction) -> None:
    ask = StepQuery(("ev-1",), direction, EventQuery(actions=frozenset({Action.ASSAULT})), 9)
    plan = _plan(opened, lambda: opened.view().steps(ask), "AS f ON")
    assert plan
    assert not [line for line in plan if line.startswith("SCAN") and "json_each" not in line]


def test_acts_of_two_sides_are_found_in_an_index(opened: SqliteStore) -> None:
    one, other = (ActorFilter(frozenset({country}), frozenset({country})) for country in ("IRN", "IRQ"))
    plan = _plan(opened, lambda: opened.view().tally(TallyQuery(one, other, EventQuery())), "min(id)")
    assert plan
    walked = [line for line in plan if line.startswith("SCAN") and "subquery" not in line.lower()]
    assert not [line for line in walked if "json_each" not in line], plan  # those are the actors that are asked for


def test_whom_an_actor_has_to_do_with_is_found_in_its_indexes(opened: SqliteStore) -> None:
    iran = ActorFilter(frozenset({"IRN"}), frozenset({"IRN"}))
    ask = WeightQuery(iran, EventQuery(actions=frozenset({Action.ASSAULT})), 9)
    plan = _plan(opened, lambda: opened.view().weights(ask), "GROUP BY other")
    assert plan
    assert not [line for line in plan if line.startswith("SCAN e")], plan


def _plan(store: SqliteStore, ask: Callable[[], object], mark: str) -> list[str]:
    """The plan of the statement that holds `mark`, as SQLite explains it."""
    seen: list[str] = []
    with store._pool.bare() as connection:
        connection.set_trace_callback(seen.append)
    ask()
    with store._pool.bare() as connection:
        connection.set_trace_callback(None)
        statement = next(text for text in seen if mark in text)
        return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
