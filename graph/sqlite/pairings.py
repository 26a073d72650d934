"""Events counted by the two actors that they name, from the indexes that find the question's events soonest."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import Any

from graph.model import Action
from graph.pairings import Pairing
from graph.sqlite.counted import counted
from graph.sqlite.refs import grouped, refs
from graph.sqlite.select import Side
from graph.store import EventQuery

Row = tuple[Any, ...]  # both actors, events, first and last day, latest event

_ACTS = "SELECT e.id, e.day, min({one}, {other}) AS a, max({one}, {other}) AS b FROM event AS e INDEXED BY"
# Each side as itself, or as the country that it counts for.
_SELF = {"one": "e.source", "other": "e.target"}
_COUNTRY = {"one": "ifnull(e.source_country, e.source)", "other": "ifnull(e.target_country, e.target)"}
_COUNTED = """
WITH act AS MATERIALIZED ({acts}), most AS MATERIALIZED (
    SELECT a, b, count(*) AS events, min(nullif(day, '')) AS first, max(day) AS last
    FROM act GROUP BY a, b ORDER BY events DESC, a, b LIMIT :limit
)
SELECT most.a, most.b, most.events, most.first, nullif(most.last, ''), min(act.id)
FROM act CROSS JOIN most ON most.a = act.a AND most.b = act.b AND most.last = act.day
GROUP BY most.a, most.b ORDER BY most.events DESC, most.a, most.b
"""
# What the schema's triggers have counted tells of all pairs without a look at their events, but for the latest one.
_HELD = """
WITH most AS MATERIALIZED (
    SELECT min(source, target) AS a, max(source, target) AS b, sum(events) AS events,
        min(nullif(first, '')) AS first, max(last) AS last
    FROM pair
    WHERE modality IN (SELECT value FROM json_each(:modalities)) AND action IN (SELECT value FROM json_each(:actions))
    GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT :limit
)
SELECT a, b, events, first, nullif(last, ''), (
    SELECT min(e.id) FROM event AS e INDEXED BY event_pair
    WHERE ((e.source = a AND e.target = b) OR (e.source = b AND e.target = a)) AND e.day = last
        AND e.modality IN (SELECT value FROM json_each(:modalities))
        AND e.action IN (SELECT value FROM json_each(:actions)) AND e.retracted_at IS NULL
)
FROM most ORDER BY events DESC, a, b
"""
_HELD_BY_COUNTRY = """
WITH most AS MATERIALIZED (
    SELECT min(ifnull(s.country, s.id), ifnull(t.country, t.id)) AS a,
        max(ifnull(s.country, s.id), ifnull(t.country, t.id)) AS b, sum(pair.events) AS events,
        min(nullif(first, '')) AS first, max(last) AS last
    FROM pair CROSS JOIN actor AS s ON s.id = source CROSS JOIN actor AS t ON t.id = target
    WHERE modality IN (SELECT value FROM json_each(:modalities)) AND action IN (SELECT value FROM json_each(:actions))
        AND ifnull(s.country, s.id) <> ifnull(t.country, t.id)
    GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT :limit
)
SELECT a, b, events, first, nullif(last, ''), (
    SELECT min(e.id) FROM (SELECT a AS one, b AS other UNION ALL SELECT b, a) AS way
    CROSS JOIN event AS e INDEXED BY event_dyad
        ON ifnull(e.source_country, e.source) = way.one AND ifnull(e.target_country, e.target) = way.other
    WHERE e.source IS NOT NULL AND e.target IS NOT NULL AND e.day = last
        AND e.modality IN (SELECT value FROM json_each(:modalities))
        AND e.action IN (SELECT value FROM json_each(:actions)) AND e.retracted_at IS NULL
)
FROM most ORDER BY events DESC, a, b
"""
_EVERY = ("event_day", "1")


def _held(connection: sqlite3.Connection, query: EventQuery, by_country: bool) -> list[Row]:
    asked = {
        "modalities": json.dumps(sorted(query.modalities)),
        "actions": json.dumps(sorted(query.actions or Action)),
        "limit": query.limit,
    }
    return connection.execute(_HELD_BY_COUNTRY if by_country else _HELD, asked).fetchall()


def _from_events(connection: sqlite3.Connection, query: EventQuery, as_of: str | None, by_country: bool) -> list[Row]:
    side = Side("e", replace(query, both_sides=True))
    if side.nothing:
        return []
    found = side.sparsest(connection)
    branches = [(branch.index, branch.term) for branch in found[1].branches] if found else [_EVERY]
    where = " AND ".join((*side.days, *side.conditions, "{one} <> {other}"))
    # An event that several branches find is one row of their union.
    acts = " UNION ".join(" ".join((_ACTS, index, "WHERE", term, "AND", where)) for index, term in branches)
    for name, told in (_COUNTRY if by_country else _SELF).items():
        acts = acts.replace("{" + name + "}", told)
    parameters = {**side.parameters, "as_of": as_of, "limit": query.limit}
    return connection.execute(_COUNTED.replace("{acts}", acts), parameters).fetchall()


def pair_up(
    connection: sqlite3.Connection, query: EventQuery, as_of: str | None, by_country: bool
) -> tuple[Pairing, ...]:
    rows = (
        _held(connection, query, by_country)
        if counted(query, as_of)
        else _from_events(connection, query, as_of, by_country)
    )
    known = (grouped if by_country else refs)(connection, (number for row in rows for number in row[:2]))
    return tuple(
        Pairing(
            a=known[row[0]],
            b=known[row[1]],
            events=row[2],
            since=row[3],
            until=row[4],
            latest=row[5],
        )
        for row in rows
    )
