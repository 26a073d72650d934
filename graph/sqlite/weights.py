"""Whom some actors have to do with: from the counted pairs where they can tell, else from all their acts."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import date

from graph.model import Action, ActorRef
from graph.sqlite.counted import Weighed, counted, details, heaviest
from graph.sqlite.select import Side
from graph.store import Weight, WeightQuery

_ACTS = (
    "SELECT e.id, e.{other} AS other, {outward} AS outward, e.action AS action, e.day AS day FROM event AS e INDEXED BY"
)
_COUNTED = """
SELECT other, outward, action, count(*), ifnull(min(nullif(day, '')), ''), max(day)
FROM ({acts}) GROUP BY other, outward, action
"""
_ACTORS = "SELECT id, name, kind, country FROM actor WHERE id IN (SELECT value FROM json_each(?))"


def weigh(connection: sqlite3.Connection, query: WeightQuery, as_of: str | None) -> tuple[Weight, ...]:
    which = replace(query.which, actor=None, counterpart=None, source=None, target=None)
    if counted(which, as_of):
        rows = details(connection, query.of, which, heaviest(connection, query.of, which, query.limit))
    else:
        rows = _from_events(connection, replace(query, which=which), as_of)
    others = [row[0] for row in rows]
    known = {
        row[0]: ActorRef(id=row[0], name=row[1], kind=row[2], country=row[3])
        for row in connection.execute(_ACTORS, [json.dumps(sorted(set(others)))])
    }
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
        where = " AND ".join((*side.days, *side.conditions, beyond))
        acts = _ACTS.replace("{other}", other).replace("{outward}", str(int(role == "source")))
        # The first drive is the actors'. An event that several branches find is one row of their union.
        selects += [
            " ".join((acts, branch.index, "WHERE", branch.term, "AND", where)) for branch in side.drives[0].branches
        ]
        parameters |= side.parameters
    rows: list[Weighed] = connection.execute(_COUNTED.replace("{acts}", " UNION ".join(selects)), parameters).fetchall()
    totals: Counter[str] = Counter()
    for row in rows:
        totals[row[0]] += row[3]
    first = set(sorted(totals, key=lambda number: (-totals[number], number))[: query.limit])
    return [row for row in rows if row[0] in first]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
