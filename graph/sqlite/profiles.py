"""Acts of some actors, counted by kind: from the counted pairs where they can tell; and where a name was read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from graph.model import Action, ArticleRef, Modality
from graph.profiles import Alias, Kind, Reading, told
from graph.sqlite import counted
from graph.sqlite.select import ROW_SHOWS, Side
from graph.store import ActorFilter, EventQuery
from graph.text import fold

_SUMS = "sum(events), ifnull(min(nullif(first, '')), ''), max(last)"
_COUNTED = """
WITH {own}, told (outward, action, modality, events, first, last) AS (
    SELECT 1, action, modality, {sums}
    FROM own CROSS JOIN pair ON source = own.id WHERE {kind} GROUP BY action, modality
    UNION ALL
    SELECT 0, action, modality, {sums}
    FROM own CROSS JOIN pair INDEXED BY pair_target ON target = own.id
    WHERE {kind} AND source NOT IN own GROUP BY action, modality
    UNION ALL
    SELECT e.source IS NOT NULL, action, modality, count(*), ifnull(min(nullif(day, '')), ''), max(day)
    FROM own CROSS JOIN event AS e INDEXED BY event_lone ON ifnull(e.source, e.target) = own.id
    WHERE (e.source IS NULL OR e.target IS NULL OR e.source = e.target) AND e.retracted_at IS NULL AND {kind}
    GROUP BY 1, action, modality
)
SELECT outward, action, modality, {sums} FROM told GROUP BY outward, action, modality
""".replace("{sums}", _SUMS)
_ACTS = "SELECT e.id, {outward} AS outward, e.action, e.modality, e.day FROM event AS e INDEXED BY"
_FROM_EVENTS = """
SELECT outward, action, modality, count(*), ifnull(min(nullif(day, '')), ''), max(day)
FROM ({acts}) GROUP BY outward, action, modality
"""
_FOUND = "SELECT rowid FROM passage_text WHERE passage_text MATCH :expression ORDER BY rowid LIMIT :most"
_READ = """
SELECT a.id, a.title, a.url, a.publisher, a.published, r.sentence, r.start, r.stop, r.event
FROM json_each(:passages) AS found
CROSS JOIN passage AS p ON p.id = found.value
CROSS JOIN report AS r INDEXED BY report_article ON r.article = p.article AND r.start = p.start AND r.stop = p.stop
CROSS JOIN event AS e ON e.id = r.event
CROSS JOIN article AS a ON a.id = r.article
WHERE :actor IN (e.source, e.target) AND {shows}
""".replace("{shows}", ROW_SHOWS.replace("$", "r"))


def count_kinds(
    connection: sqlite3.Connection, of: ActorFilter, which: EventQuery, as_of: str | None
) -> tuple[Kind, ...]:
    which = replace(which, actor=None, counterpart=None, source=None, target=None)
    if counted.counted(which, as_of):
        statement, parameters = counted.told_of(_COUNTED, of, which)
    else:
        side = Side("e", replace(which, actor=of))
        if side.nothing:
            return ()
        acts = _ACTS.replace("{outward}", "ifnull(" + side.matches("source", "actor", of) + ", 0)")
        where = " AND ".join((*side.days, *side.conditions))
        # The first drive is the actors'. An event that several branches find is one row of their union.
        selects = [
            " ".join((acts, branch.index, "WHERE", branch.term, "AND", where)) for branch in side.drives[0].branches
        ]
        statement = _FROM_EVENTS.replace("{acts}", " UNION ".join(selects))
        parameters = {**side.parameters, "as_of": as_of}
    return tuple(
        Kind(bool(row[0]), Action(row[1]), Modality(row[2]), row[3], _day(row[4]), _day(row[5]))
        for row in connection.execute(statement, parameters)
    )


def find_readings(
    connection: sqlite3.Connection, actor: str, names: Iterable[str], most: int, as_of: str | None
) -> tuple[Alias, ...]:
    return tuple(_reading(connection, actor, name, most, as_of) for name in names)


def _reading(connection: sqlite3.Connection, actor: str, name: str, most: int, as_of: str | None) -> Alias:
    words = fold(name).split()
    if not words:
        return told(name, (), more=False)
    every = " AND ".join(f'"{word}"' for word in words)  # folded: they hold no quote
    values: dict[str, object] = {"expression": f"sentence : ({every})", "most": most + 1}
    passages = [row[0] for row in connection.execute(_FOUND, values)]
    asked = {"passages": json.dumps(passages[:most]), "actor": actor, "as_of": as_of}
    found = [
        Reading(
            article=ArticleRef(id=row[0], title=row[1], url=row[2], publisher=row[3], published=_day(row[4] or "")),
            sentence=row[5],
            start=row[6],
            end=row[7],
            event=row[8],
        )
        for row in connection.execute(_READ, asked)
    ]
    return told(name, found, more=len(passages) > most)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
