"""Filling an empty SQLite file: its indexes come last, whatever happens meanwhile."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import StoreUnavailableError
from graph.sqlite import open_sqlite
from graph.sqlite.store import SqliteStore
from graph.store import EventQuery
from tests.store.build import hours
from tests.store.test_rows import row, rows

_KILLED = """
import os, sys
from graph.sqlite import open_sqlite
from tests.store.build import hours
from tests.store.test_rows import row, rows
store = open_sqlite(sys.argv[1])
with store.filling():
    store.writer().write_rows(rows(row("1")), hours(0))
    os._exit(9)
"""


def sound(store: SqliteStore) -> bool:
    return all(finding.ok for finding in store.check())


def break_off(store: SqliteStore) -> None:
    with store.filling():
        store.writer().write_rows(rows(row("1")), hours(0))
        raise RuntimeError("the file ends early")


def test_questions_wait_until_an_empty_store_is_filled(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path / "a.db")
    with store.filling():
        store.writer().write_rows(rows(row("1")), hours(0))
        with pytest.raises(StoreUnavailableError, match="being filled"):
            store.view().events(EventQuery())
    assert len(store.view().events(EventQuery()).items) == 1
    assert sound(store)
    store.close()


def test_a_store_that_holds_events_answers_while_more_come(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path / "a.db")
    store.writer().write_rows(rows(row("1")), hours(0))
    with store.filling():
        store.writer().write_rows(rows(row("2")), hours(0))
        assert len(store.view().events(EventQuery()).items) == 2
    assert sound(store)
    store.close()


def test_a_load_that_fails_leaves_the_indexes_whole(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path / "a.db")
    with pytest.raises(RuntimeError):
        break_off(store)
    assert sound(store)
    store.close()


def test_the_next_to_open_a_store_builds_what_a_killed_load_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    ended = subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False)
    assert ended.returncode == 9
    store = open_sqlite(path)
    assert len(store.view().events(EventQuery()).items) == 1
    assert sound(store)
    store.close()


def test_opening_a_store_that_another_process_fills_leaves_its_indexes_alone(tmp_path: Path) -> None:
    filler = open_sqlite(tmp_path / "a.db")
    with filler.filling():
        filler.writer().write_rows(rows(row("1")), hours(0))
        reader = open_sqlite(tmp_path / "a.db")
        with pytest.raises(StoreUnavailableError, match="being filled"):
            reader.view().events(EventQuery())
        reader.close()
    assert sound(filler)
    filler.close()
