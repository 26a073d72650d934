"""Acts between two sides, counted: the acts of the sparser side, from its indexes, that are the other's too."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date

from graph.model import Action, DatePrecision
from graph.sqlite.select import Side
from graph.store import Tally, TallyQuery

_ACTS = "SELECT e.id, e.day, e.day_precision, e.action, e.intensity, {forward} AS forward FROM event AS e INDEXED BY"
_COUNTED = """
SELECT forward, day, day_precision, action, intensity, count(*), min(id)
FROM ({acts}) GROUP BY forward, day, day_precision, action, intensity
"""


def count_acts(connection: sqlite3.Connection, query: TallyQuery, as_of: str | None) -> tuple[Tally, ...]:
    side = Side("e", replace(query.which, source=None, target=None, actor=query.one, counterpart=query.other))
    found = side.sparsest(connection)
    if side.nothing or found is None:
        return ()
    ways = side.matches("source", "actor", query.one), side.matches("target", "counterpart", query.other)
    acts = _ACTS.replace("{forward}", " AND ".join(ways))
    where = " AND ".join((*side.days, *side.conditions))
    # An event that several branches find is one row of their union.
    selects = [" ".join((acts, branch.index, "WHERE", branch.term, "AND", where)) for branch in found[1].branches]
    statement = _COUNTED.replace("{acts}", " UNION ".join(selects))
    return tuple(
        Tally(
            bool(row[0]),
            date.fromisoformat(row[1]) if row[1] else None,
            DatePrecision(row[2]),
            Action(row[3]),
            *row[4:],
        )
        for row in connection.execute(statement, {**side.parameters, "as_of": as_of})
    )
