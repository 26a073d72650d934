"""Filling an empty file: secondary indexes are put off, and built by sorting once all rows are there; pairs are counted
then too.

Meanwhile questions are answered with StoreUnavailableError, for they walk what is missing. A lock file, held while the
rows come, tells a load that goes on from one that was killed: the next to open the store then builds what is missing.
"""

from __future__ import annotations

import fcntl
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.sqlite import pairs, schema
from graph.sqlite.pool import Pool

# The other indexes are asked while rows are written.
PUT_OFF = (
    "event_day",
    "event_action",
    "event_source",
    "event_target",
    "event_source_country",
    "event_target_country",
    "event_place",
    "event_dyad",
    "event_pair",
    "event_lone",
    "report_article",
    "article_publisher",
)
_MISSING = """
SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = value)
"""
_MADE = re.compile(r"^CREATE (?:TABLE|INDEX|TRIGGER) (\w+)", re.MULTILINE)


@contextmanager
def filling(pool: Pool) -> Iterator[None]:
    """Put the indexes off where the file holds no event, and build them at the end, also of a load that fails."""
    with _lock(pool.path) as held:
        begun = held and _put_off(pool)
        try:
            yield
        finally:
            if begun:
                build(pool)


def mend(pool: Pool) -> None:
    """Build what a load that was killed left out; nothing while one goes on."""
    with pool.bare() as connection:
        missing = schema.version(connection) == schema.current() and _missing(connection, (*PUT_OFF, *pairs.TABLES))
    if missing:
        with _lock(pool.path) as held:
            if held:
                build(pool)


def build(pool: Pool) -> None:
    """One transaction for each index, so that none is built twice, and one for the counted pairs, for both reasons."""
    statements = _statements()
    with pool.bare(spill=True) as connection:
        for name in _missing(connection, PUT_OFF):
            connection.execute(statements[name])
    with pool.write(spill=True) as connection:
        if _missing(connection, pairs.TABLES):
            for name in (*pairs.TABLES, *pairs.INDEXES, *pairs.TRIGGERS):
                connection.execute(statements[name])
            pairs.fill(connection)


def _put_off(pool: Pool) -> bool:
    with pool.write() as connection:
        if connection.execute("SELECT 1 FROM event LIMIT 1").fetchone():
            return False
        for name in PUT_OFF:
            connection.execute(f"DROP INDEX IF EXISTS {name}")
        for name in pairs.TRIGGERS:
            connection.execute(f"DROP TRIGGER IF EXISTS {name}")
        for name in pairs.TABLES:
            connection.execute(f"DROP TABLE IF EXISTS {name}")
    return True


def _missing(connection: sqlite3.Connection, names: tuple[str, ...]) -> list[str]:
    return [row[0] for row in connection.execute(_MISSING, (json.dumps(names),))]


def _statements() -> dict[str, str]:
    """By the name of what it makes."""
    found = [statement for migration in schema.migrations() for statement in migration.statements]
    return {made[1]: statement for statement in found if (made := _MADE.search(statement))}


@contextmanager
def _lock(path: Path) -> Iterator[bool]:
    """Whether this process holds the right to put indexes off; the system takes it back when the process ends."""
    with path.with_name(f"{path.name}-filling").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
