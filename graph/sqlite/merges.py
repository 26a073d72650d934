"""Merges of actors in one file: sides moved to the last actor of a chain, and given back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from graph.errors import NotFoundError
from graph.merges import ROLES, Ends, Merge, Told, require_apart
from graph.sqlite.refs import refs

_ENDS = """
SELECT actor, last FROM merge
WHERE last IN (
    SELECT value FROM json_each(:ids) UNION SELECT last FROM merge WHERE actor IN (SELECT value FROM json_each(:ids))
)
"""
_TOLD = "INSERT INTO told_side (event, role, actor) VALUES (?, ?, ?) ON CONFLICT (event, role) DO NOTHING"
_MERGE = """
INSERT INTO merge (actor, merged_into, last, merged_by, why, merged_at) VALUES (:old, :into, :last, :by, :why, :at)
"""
_MERGES = "SELECT actor, merged_into, merged_by, why, merged_at FROM merge"
_NEWEST = " ".join((_MERGES, "ORDER BY merged_at DESC, actor"))
_OF_ONE = " ".join((_MERGES, "WHERE actor = ?"))
# A side that was told as an actor merged before keeps that note.
_NOTE = """
INSERT INTO told_side (event, role, actor) SELECT id, '$', :old FROM event WHERE $ = :old
ON CONFLICT (event, role) DO NOTHING
"""
_MOVE = """
UPDATE event SET $ = :last, $_country = (SELECT country FROM actor WHERE id = :last) WHERE $ = :old
"""
_LATER = "UPDATE merge SET last = :last WHERE last = :old"
_GROUP = """
WITH RECURSIVE member (actor) AS (
    SELECT :old UNION SELECT merge.actor FROM merge JOIN member ON merge.merged_into = member.actor
)
SELECT actor FROM member
"""
_BACK = """
UPDATE event SET $ = :old, $_country = (SELECT country FROM actor WHERE id = :old)
WHERE id IN (
    SELECT event FROM told_side WHERE actor IN (SELECT value FROM json_each(:group)) AND role = '$'
)
"""
_FORGET = "DELETE FROM told_side WHERE actor = :old"
_UNMERGE = "DELETE FROM merge WHERE actor = :old"
_OWN = "UPDATE merge SET last = :old WHERE actor IN (SELECT value FROM json_each(:group))"
_COUNT = "UPDATE actor SET events = events + ?2 WHERE id = ?1"


def last(column: str) -> str:
    """SQL for the actor that events name in place of the one in this column."""
    return "ifnull((SELECT merge.last FROM merge WHERE merge.actor = $), $)".replace("$", column)


def ends(connection: sqlite3.Connection, actors: Iterable[str]) -> Ends:
    """All that lead where these actors do."""
    return Ends(dict(connection.execute(_ENDS, {"ids": json.dumps(sorted(set(actors)))}).fetchall()))


def put_told(connection: sqlite3.Connection, told: Told) -> None:
    """Note as which merged actors the sides of new events were told."""
    connection.executemany(_TOLD, ((event, role, actor) for (event, role), actor in told.items()))


def merge(connection: sqlite3.Connection, old: str, into: str, by: str, why: str, now: str) -> Merge:
    known = refs(connection, (old, into))
    leads = ends(connection, (old, into))
    if require_apart(known.get(old), known.get(into), (old, into), leads):
        values = {"old": old, "into": into, "last": leads.of(into), "by": by, "why": why, "at": now}
        moved = 0
        for role in ROLES:
            connection.execute(_NOTE.replace("$", role), values)
            moved += connection.execute(_MOVE.replace("$", role), values).rowcount
        connection.execute(_LATER, values)
        connection.execute(_MERGE, values)
        _count(connection, moved, old, leads.of(into))
    return merges(connection, _OF_ONE, (old,))[0]


def unmerge(connection: sqlite3.Connection, old: str) -> Merge:
    found = merges(connection, _OF_ONE, (old,))
    if not found:
        raise NotFoundError(f"{old!r} is not merged; `casus actors merges` lists those that are")
    held = ends(connection, (old,)).of(old)
    group = [row[0] for row in connection.execute(_GROUP, {"old": old})]
    values = {"old": old, "group": json.dumps(group)}
    moved = sum(connection.execute(_BACK.replace("$", role), values).rowcount for role in ROLES)
    for statement in (_FORGET, _OWN, _UNMERGE):
        connection.execute(statement, values)
    _count(connection, moved, held, old)
    return found[0]


def merges(connection: sqlite3.Connection, statement: str = _NEWEST, values: tuple[str, ...] = ()) -> tuple[Merge, ...]:
    rows = connection.execute(statement, values).fetchall()
    known = refs(connection, {number for row in rows for number in row[:2]})
    return tuple(Merge(old=known[row[0]], into=known[row[1]], by=row[2], why=row[3], at=row[4]) for row in rows)


def _count(connection: sqlite3.Connection, moved: int, giver: str, taker: str) -> None:
    connection.executemany(_COUNT, ((giver, -moved), (taker, moved)))
