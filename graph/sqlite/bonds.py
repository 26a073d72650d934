"""Who has to do with whom: from the counted pairs where they can tell, else from all acts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from graph.bonds import Bond, Pair, Tie
from graph.model import Action, Event
from graph.sqlite import counted
from graph.sqlite.refs import refs
from graph.sqlite.rows import Shown, load_events
from graph.sqlite.select import Parameters, Side
from graph.store import ActorFilter, EventQuery

_ACTS = "SELECT e.id, e.{role} AS actor, e.{far} AS other FROM event AS e INDEXED BY"
_OTHERS = "e.{far} <> e.{role}"
_TO = "AND e.{far} IN (SELECT value FROM json_each(:to))"
_BONDS = """
SELECT actor, other, events
FROM (
    SELECT
        actor, other, count(*) AS events,
        row_number() OVER (PARTITION BY actor ORDER BY count(*) DESC, other) AS place
    FROM ({acts}) GROUP BY actor, other
)
WHERE place <= :each
"""
_ALL = """
SELECT min(e.source, e.target), max(e.source, e.target), count(*) FROM event AS e
WHERE e.source <> e.target AND {where} GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT :each
"""
_OF_PAIR = "FROM event AS e INDEXED BY event_pair WHERE e.source = :one AND e.target = :other AND"
_OF_PAIR_BACK = "FROM event AS e INDEXED BY event_pair WHERE e.source = :other AND e.target = :one AND"
_TIE = " ".join(("SELECT e.action, count(*), ifnull(min(nullif(e.day, '')), ''), max(e.day)", _OF_PAIR))
_EVENT = " ".join(("SELECT e.day, e.id", _OF_PAIR))


def find_bonds(
    connection: sqlite3.Connection,
    of: ActorFilter | None,
    which: EventQuery,
    each: int,
    to: Collection[str] | None,
    as_of: str | None,
) -> tuple[Bond, ...]:
    which = _bare(which)
    known = counted.counted(which, as_of)
    if of is None:
        rows = counted.heaviest_of_all(connection, which, each) if known else _of_all(connection, which, each, as_of)
    elif known:
        rows = counted.bonds(connection, of, which, each, to)
    else:
        rows = _of(connection, of, which, each, to, as_of)
    return tuple(Bond(*row) for row in rows)


def _of(
    connection: sqlite3.Connection,
    of: ActorFilter,
    which: EventQuery,
    each: int,
    to: Collection[str] | None,
    as_of: str | None,
) -> list[tuple[str, str, int]]:
    selects: list[str] = []
    parameters: Parameters = {"as_of": as_of, "each": each, "to": json.dumps(sorted(to or ()))}
    for asked, role, far in (
        (replace(which, source=of), "source", "target"),
        (replace(which, target=of), "target", "source"),
    ):
        side = Side("e", asked)
        if side.nothing:
            return []
        where = " AND ".join((_OTHERS, *side.days, *side.conditions)) + (" " + _TO if to is not None else "")
        # The first drive is the actors'. An event that several branches find is one row of their union.
        selects += [
            " ".join((_ACTS, branch.index, "WHERE", branch.term, "AND", where))
            .replace("{role}", role)
            .replace("{far}", far)
            for branch in side.drives[0].branches
        ]
        parameters |= side.parameters
    return connection.execute(_BONDS.replace("{acts}", " UNION ".join(selects)), parameters).fetchall()


def _of_all(
    connection: sqlite3.Connection, which: EventQuery, each: int, as_of: str | None
) -> list[tuple[str, str, int]]:
    side = Side("e", which)
    statement = _ALL.replace("{where}", " AND ".join((*side.days, *side.conditions)))
    return connection.execute(statement, {**side.parameters, "as_of": as_of, "each": each}).fetchall()


def find_ties(
    connection: sqlite3.Connection, pairs: Sequence[Pair], which: EventQuery, as_of: str | None
) -> tuple[Tie, ...]:
    which = _bare(which)
    ways = list(dict.fromkeys(way for one, other in pairs for way in ((one, other), (other, one))))
    if counted.counted(which, as_of):
        rows = counted.ties(connection, ways, which)
    else:
        rows = list(_ties(connection, ways, which, as_of))
    known = refs(connection, (end for row in rows for end in row[:2]))
    return tuple(
        Tie(
            source=known[row[0]],
            target=known[row[1]],
            action=Action(row[2]),
            events=row[3],
            since=_day(row[4]),
            until=_day(row[5]),
        )
        for row in rows
    )


def _ties(
    connection: sqlite3.Connection, ways: Sequence[Pair], which: EventQuery, as_of: str | None
) -> Iterator[counted.Told]:
    side = Side("e", which)
    statement = " ".join((_TIE, " AND ".join((*side.days, *side.conditions)), "GROUP BY e.action"))
    for one, other in ways:
        values = {**side.parameters, "as_of": as_of, "one": one, "other": other}
        for row in connection.execute(statement, values):
            yield (one, other, *row)


def find_between(
    connection: sqlite3.Connection, pairs: Sequence[Pair], which: EventQuery, each: int, shown: Shown
) -> tuple[tuple[Event, ...], ...]:
    side = Side("e", _bare(which))
    way = " ".join((_EVENT, " AND ".join((*side.days, *side.conditions))))
    back = way.replace(_OF_PAIR, _OF_PAIR_BACK)
    statement = " ".join((way, "UNION", back, "ORDER BY 1 DESC, 2 LIMIT :each"))
    common = {**side.parameters, "as_of": shown.as_of, "each": each}
    found = [
        [row[1] for row in connection.execute(statement, {**common, "one": one, "other": other})]
        for one, other in pairs
    ]
    events = load_events(connection, (number for ids in found for number in ids), shown)
    return tuple(tuple(events[number] for number in ids) for ids in found)


def _bare(which: EventQuery) -> EventQuery:
    return replace(which, actor=None, counterpart=None, source=None, target=None)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
