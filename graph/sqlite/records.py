"""Writing rows of data sets: prepared tuples, one transaction for each batch and the job's state with it."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib import resources

from graph.merges import settle_rows
from graph.rows import EventRow, Known, Rows, RowsWritten, plan
from graph.sqlite.merges import ends, put_told
from graph.sqlite.passages import count_events, put_titles
from graph.sqlite.publishers import put_publishers

_RECORD, _CITATION = (
    (resources.files("graph.sqlite") / "statements" / f"{name}.sql").read_text("utf-8")
    for name in ("put_record", "put_citation")
)
_SOURCE = """
INSERT INTO article (id, title, url, publisher, published, lang, fetched_at, sha256, recorded_at, text)
VALUES (?1, ?2, ?3, ?4, ?5, '', '', '', ?6, '')
ON CONFLICT (id) DO NOTHING
"""
_LIVE = """
SELECT record_id, id, record_version FROM event INDEXED BY event_record
WHERE dataset = ? AND record_id IN (SELECT value FROM json_each(?)) AND retracted_at IS NULL
"""
_KNOWN = "SELECT id, retracted_at IS NULL FROM event WHERE id IN (SELECT value FROM json_each(?))"
_WITHDRAWN = "SELECT id FROM article WHERE retracted_at IS NOT NULL AND id IN (SELECT value FROM json_each(?))"
_CONFIRM = "UPDATE event SET record_version = ?2 WHERE id = ?1"
_RETRACT = (
    "UPDATE report SET retracted_at = ?2 WHERE event = ?1 AND retracted_at IS NULL",
    "UPDATE link SET retracted_at = ?2 WHERE (cause = ?1 OR effect = ?1) AND retracted_at IS NULL",
    "UPDATE event SET retracted_at = ?2 WHERE id = ?1 AND retracted_at IS NULL",
)
_RECORDS = """
SELECT record_id, id, record_version FROM event INDEXED BY event_record WHERE dataset = ? AND retracted_at IS NULL
"""


def put_rows(connection: sqlite3.Connection, rows: Rows, now: str) -> RowsWritten:
    """Write the batch but its actors and places, which stand in the file already."""
    connection.executemany(_SOURCE, ((*row, now) for row in rows.articles))
    put_titles(connection, ((row.id, row.title) for row in rows.articles))
    put_publishers(connection, (row.publisher for row in rows.articles))
    if gone := _withdrawn(connection, rows):
        rows, dropped = rows.without(gone)
    else:
        dropped = 0
    records = [row.record for row in rows.events or rows.mentions]
    live = {row[0]: Known(row[1], row[2]) for row in connection.execute(_LIVE, (rows.dataset, json.dumps(records)))}
    ids = json.dumps([row.id for row in rows.events])
    known: dict[str, int] = dict(connection.execute(_KNOWN, (ids,)).fetchall())
    todo = plan(rows.events, live, {event for event, shows in known.items() if shows})
    retract_events(connection, todo.retracted, now)
    tail = (rows.dataset, now)
    _put_events(connection, todo.fresh, known, tail)
    connection.executemany(_CONFIRM, ((row.id, row.version) for row in todo.confirmed))
    told, unknown = rows.told(todo, live)
    tail = (rows.extractor, now)
    reports = max(connection.executemany(_CITATION, (row + tail for row in told)).rowcount, 0)
    return rows.written(todo, reports, unknown, dropped)


def _put_events(
    connection: sqlite3.Connection, fresh: list[EventRow], known: Mapping[str, int], tail: tuple[str, str]
) -> None:
    """Write events, those of merged actors under the last of their chains."""
    leads = ends(connection, (side for row in fresh for side in (row.source, row.target) if side))
    rows, told = settle_rows(fresh, leads)
    connection.executemany(_RECORD, (row + tail for row in rows))
    _count(connection, [row for row in rows if row.id not in known])
    put_told(connection, {key: actor for key, actor in told.items() if key[0] not in known})


def retract_events(connection: sqlite3.Connection, events: Iterable[str], now: str) -> int:
    """Withdraw events with their reports and links; returns how many showed until now."""
    gone = [(event, now) for event in events]
    return max([connection.executemany(statement, gone).rowcount for statement in _RETRACT][-1], 0) if gone else 0


def _count(connection: sqlite3.Connection, new: list[EventRow]) -> None:
    sides = Counter(side for row in new for side in (row.source, row.target) if side)
    count_events(connection, sides, Counter(row.place for row in new if row.place))


def live_records(connection: sqlite3.Connection, dataset: str) -> list[tuple[str, str, str]]:
    return connection.execute(_RECORDS, (dataset,)).fetchall()


def _withdrawn(connection: sqlite3.Connection, rows: Rows) -> set[str]:
    """Sources that somebody retracted: they stay so."""
    articles = json.dumps([row.id for row in rows.articles])
    return {row[0] for row in connection.execute(_WITHDRAWN, (articles,))}
