"""A question that takes too long ends, whatever it is doing, and nothing else does."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator

import pytest

from graph.sqlite.watch import Watch

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def watch() -> Iterator[Watch]:
    watch = Watch()
    yield watch
    watch.close()


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    yield connection
    connection.close()


def test_a_question_past_its_time_is_interrupted(watch: Watch, connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="interrupted"), watch.over(connection, 0.05):
        connection.execute(ENDLESS)


def test_one_that_had_no_statement_running_then_is_interrupted_in_its_next(
    watch: Watch, connection: sqlite3.Connection
) -> None:
    with watch.over(connection, 0.05):
        time.sleep(0.2)
        with pytest.raises(sqlite3.OperationalError, match="interrupted"):
            connection.execute(ENDLESS)


def test_a_shorter_limit_that_comes_later_holds(watch: Watch, connection: sqlite3.Connection) -> None:
    other = sqlite3.connect(":memory:", check_same_thread=False)
    with watch.over(other, 60):
        with pytest.raises(sqlite3.OperationalError, match="interrupted"), watch.over(connection, 0.05):
            connection.execute(ENDLESS)
        assert other.execute("SELECT 1").fetchone() == (1,)
    other.close()


def test_the_next_question_on_the_connection_has_all_its_time(watch: Watch, connection: sqlite3.Connection) -> None:
    with watch.over(connection, 0.05):
        connection.execute("SELECT 1")
    with watch.over(connection, 60):
        until = time.monotonic() + 0.3
        while time.monotonic() < until:
            connection.execute("SELECT 1")
