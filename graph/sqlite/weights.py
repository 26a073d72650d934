"""Whom some actors have to do with: from the counted pairs where they can tell, else from all their acts."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import date

from graph.model import Action
from graph.sqlite.counted import Weighed, counted, details, heaviest
from graph.sqlite.refs import grouped, refs
from graph.sqlite.select import Side
from graph.store import ActorFilter, EventQuery, Weight, WeightQuery

_ACTS = "SELECT e.id, {key} AS other, {outward} AS outward, e.action AS action, e.day AS day FROM event AS e INDEXED BY"
_COUNTED = """
SELECT other, outward, action, count(*), ifnull(min(nullif(day, '')), ''), max(day)
FROM ({acts}) GROUP BY other, outward, action
"""
_KEY = "ifnull(e.{role}_country, e.{role})"
_HELD_BY_COUNTRY = """
WITH own (id) AS MATERIALIZED (
    SELECT value FROM json_each(:ids)
    UNION
    SELECT id FROM actor INDEXED BY actor_country WHERE country IN (SELECT value FROM json_each(:countries))
), told (actor, other, outward, modality, action, events, first, last) AS (
    SELECT source, target, 1, modality, action, events, first, last
    FROM own CROSS JOIN pair INDEXED BY pair_source ON source = own.id
    UNION ALL
    SELECT target, source, 0, modality, action, events, first, last
    FROM own CROSS JOIN pair INDEXED BY pair_target ON target = own.id
)
SELECT ifnull(far.country, far.id) AS key, outward, action, sum(told.events), ifnull(min(nullif(first, '')), ''),
    max(last)
FROM told CROSS JOIN actor AS far ON far.id = told.other CROSS JOIN actor AS near ON near.id = told.actor
WHERE modality IN (SELECT value FROM json_each(:modalities))
    AND (:actions = '[]' OR action IN (SELECT value FROM json_each(:actions)))
    AND told.other NOT IN own AND ifnull(far.country, far.id) <> ifnull(near.country, near.id)
GROUP BY key, outward, action
"""


def weigh(connection: sqlite3.Connection, query: WeightQuery, as_of: str | None) -> tuple[Weight, ...]:
    which = replace(query.which, actor=None, counterpart=None, source=None, target=None)
    if counted(which, as_of) and query.by_country:
        rows = _first(_held_by_country(connection, query.of, which), query.limit)
    elif counted(which, as_of):
        rows = details(connection, query.of, which, heaviest(connection, query.of, which, query.limit))
    else:
        rows = _first(_from_events(connection, replace(query, which=which), as_of), query.limit)
    known = (grouped if query.by_country else refs)(connection, (row[0] for row in rows))
    return tuple(
        Weight(known[row[0]], bool(row[1]), Action(row[2]), row[3], _day(row[4]), _day(row[5])) for row in rows
    )


def _from_events(connection: sqlite3.Connection, query: WeightQuery, as_of: str | None) -> list[Weighed]:
    """Acts from the indexes of either side, counted by the other side."""
    selects: list[str] = []
    parameters: dict[str, object] = {"as_of": as_of}
    ways = (
        (replace(query.which, source=query.of), "source", "target"),
        (replace(query.which, target=query.of), "target", "source"),
    )
    for acts_of, role, other in ways:
        side = Side("e", acts_of)
        if side.nothing:
            return []
        beyond = f"e.{other} IS NOT NULL AND ifnull(" + side.matches(other, "own", query.of) + ", 0) = 0"
        keys = [_KEY.replace("{role}", end) if query.by_country else f"e.{end}" for end in (other, role)]
        apart = [f"{keys[0]} <> {keys[1]}"] if query.by_country else []
        where = " AND ".join((*side.days, *side.conditions, beyond, *apart))
        acts = _ACTS.replace("{key}", keys[0]).replace("{outward}", str(int(role == "source")))
        # The first drive is the actors'. An event that several branches find is one row of their union.
        selects += [
            " ".join((acts, branch.index, "WHERE", branch.term, "AND", where)) for branch in side.drives[0].branches
        ]
        parameters |= side.parameters
    return connection.execute(_COUNTED.replace("{acts}", " UNION ".join(selects)), parameters).fetchall()


def _held_by_country(connection: sqlite3.Connection, of: ActorFilter, which: EventQuery) -> list[Weighed]:
    asked = {
        "ids": json.dumps(sorted(of.ids)),
        "countries": json.dumps(sorted(of.roll_up)),
        "modalities": json.dumps(sorted(which.modalities)),
        "actions": json.dumps(sorted(which.actions)),
    }
    return connection.execute(_HELD_BY_COUNTRY, asked).fetchall()


def _first(rows: list[Weighed], limit: int) -> list[Weighed]:
    """Those of the `limit` others with the most acts."""
    totals: Counter[str] = Counter()
    for row in rows:
        totals[row[0]] += row[3]
    first = set(sorted(totals, key=lambda number: (-totals[number], number))[:limit])
    return [row for row in rows if row[0] in first]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
