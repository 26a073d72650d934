"""Whom actors have to do with, from the counted pairs: for whatever is asked of acts but their kind and status."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from graph.bonds import Pair
from graph.store import ActorFilter, EventQuery

Weighed = tuple[str, int, str, int, str, str]  # other, whether it was acted upon, action, events, first day, last day
Told = tuple[str, str, str, int, str, str]  # source, target, action, events, first day, last day
_SEEKS = 5000  # pairs that are better looked up one by one than found among all of their actors'
_OWN = """
own (id) AS MATERIALIZED (
    SELECT value FROM json_each(:ids)
    UNION
    SELECT id FROM actor INDEXED BY actor_country WHERE country IN (SELECT value FROM json_each(:countries))
)
"""
_KIND = "modality IN (SELECT value FROM json_each(:modalities))"
_ACTION = "action IN (SELECT value FROM json_each(:actions))"
# By a kind of act, from the indexes that have it; else from the sums.
_OF_KIND = """
SELECT source AS actor, target AS other, events FROM {of} pair INDEXED BY pair_source
WHERE source = {actor} AND {kind} AND {action} {to_target}
UNION ALL
SELECT target, source, events FROM {of} pair INDEXED BY pair_target
WHERE target = {actor} AND {kind} AND {action} {to_source}
""".replace("{kind}", _KIND).replace("{action}", _ACTION)
_OF_ANY_KIND = """
SELECT actor, other, events FROM {of} bond WHERE actor = {actor} AND {kind} {to_other}
""".replace("{kind}", _KIND)
_TO = "AND {end} IN (SELECT value FROM json_each(:to))"
_TO_SCANNED = _TO.replace("{end}", "+{end}")  # found among all bonds, not looked up
_ENDS = "other", "source", "target"
_HEAVIEST = """
WITH {own}, found (actor, other, events) AS ({found})
SELECT other FROM found WHERE other NOT IN own GROUP BY other ORDER BY sum(events) DESC, other LIMIT :each
""".replace("{own}", _OWN)
_MEMBERS = "WITH {own} SELECT id FROM own".replace("{own}", _OWN)
# Asked for each actor apart: its bonds lie together, and only the heaviest of them are sorted.
_BONDS = """
SELECT :actor, other, sum(events) FROM ({found}) GROUP BY other ORDER BY 3 DESC, other LIMIT :each
"""
_BONDS_OF_STATUS = """
SELECT actor, other, events FROM bond WHERE actor = :actor AND modality = :modality
ORDER BY events DESC, other LIMIT :each
"""
# Asked for all actors at once: few bonds are with the given ones.
_BONDS_WITH = """
WITH {own}, found (actor, other, events) AS ({found}),
ranked (actor, other, events, place) AS (
    SELECT actor, other, sum(events), row_number() OVER (PARTITION BY actor ORDER BY sum(events) DESC, other)
    FROM found GROUP BY actor, other
)
SELECT actor, other, events FROM ranked WHERE place <= :each
""".replace("{own}", _OWN)
_ALL_HEAVY = """
SELECT actor, other, events FROM bond INDEXED BY bond_events
WHERE modality = :modality AND events >= 10 AND actor < other
ORDER BY events DESC, actor, other LIMIT :each
"""
_ALL = """
SELECT actor, other, sum(events) FROM bond WHERE {kind} AND actor < other
GROUP BY actor, other ORDER BY 3 DESC, 1, 2 LIMIT :each
""".replace("{kind}", _KIND)
_ALL_OF_KIND = """
SELECT min(source, target), max(source, target), sum(events) FROM pair WHERE {kind} AND {action}
GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT :each
""".replace("{kind}", _KIND).replace("{action}", _ACTION)
_DETAILS = (
    """
WITH {own}, joined (actor, other) AS MATERIALIZED (
    SELECT DISTINCT actor, other FROM own CROSS JOIN bond ON actor = own.id
    WHERE {kind} AND other IN (SELECT value FROM json_each(:others))
), told (other, outward, action, events, first, last) AS (
    SELECT other, 1, action, events, first, last
    FROM joined CROSS JOIN pair ON source = actor AND target = other WHERE {kind}
    UNION ALL
    SELECT other, 0, action, events, first, last
    FROM joined CROSS JOIN pair ON source = other AND target = actor WHERE {kind}
)
SELECT other, outward, action, sum(events), ifnull(min(nullif(first, '')), ''), max(last)
FROM told WHERE :actions = '[]' OR {action} GROUP BY other, outward, action
""".replace("{own}", _OWN)
    .replace("{kind}", _KIND)
    .replace("{action}", _ACTION)
)
_TIES = """
SELECT source, target, action, sum(events), ifnull(min(nullif(first, '')), ''), max(last)
FROM json_each(:pairs) AS asked
CROSS JOIN pair ON source = json_extract(asked.value, '$[0]') AND target = json_extract(asked.value, '$[1]')
WHERE {kind} AND (:actions = '[]' OR {action}) GROUP BY source, target, action
""".replace("{kind}", _KIND).replace("{action}", _ACTION)


def counted(which: EventQuery, as_of: str | None) -> bool:
    """Whether the counted pairs can tell: the question is of today, and of acts of some action and status."""
    bare = replace(which, actions=frozenset(), modalities=frozenset(), limit=1, after=None)
    return as_of is None and bool(which.modalities) and bare == EventQuery(modalities=frozenset(), limit=1)


def heaviest(connection: sqlite3.Connection, of: ActorFilter, which: EventQuery, limit: int) -> list[str]:
    """The `limit` others with the most acts, then by identifier."""
    statement = _HEAVIEST.replace("{found}", _found(which, ""))
    return [row[0] for row in connection.execute(statement, {**_parameters(of, which), "each": limit})]


def details(connection: sqlite3.Connection, of: ActorFilter, which: EventQuery, others: Iterable[str]) -> list[Weighed]:
    return connection.execute(_DETAILS, {**_parameters(of, which), "others": json.dumps(list(others))}).fetchall()


def bonds(
    connection: sqlite3.Connection, of: ActorFilter, which: EventQuery, each: int, to: Collection[str] | None
) -> list[tuple[str, str, int]]:
    values = {**_parameters(of, which), "each": each}
    if to is not None:
        few = len(to) * (len(of.ids) + len(of.roll_up)) <= _SEEKS
        statement = _BONDS_WITH.replace("{found}", _found(which, _TO if few else _TO_SCANNED))
        return connection.execute(statement, {**values, "to": json.dumps(sorted(to))}).fetchall()
    if which.actions or len(which.modalities) > 1:
        statement = _BONDS.replace("{found}", _found(which, "", of="", actor=":actor"))
    else:
        statement = _BONDS_OF_STATUS
    members = connection.execute(_MEMBERS, values).fetchall()
    values["modality"] = next(iter(which.modalities))
    return [row for (actor,) in members for row in connection.execute(statement, {**values, "actor": actor})]


def told_of(statement: str, of: ActorFilter, which: EventQuery) -> tuple[str, dict[str, object]]:
    """The statement with `{own}` (the actors) and `{kind}` (what acts) filled in, and its parameters."""
    kind = " AND ".join((_KIND, "(:actions = '[]' OR " + _ACTION + ")"))
    return statement.replace("{own}", _OWN).replace("{kind}", kind), _parameters(of, which)


def ties(connection: sqlite3.Connection, pairs: Sequence[Pair], which: EventQuery) -> list[Told]:
    """Of ordered pairs: what the first has done to the second."""
    values = {**_parameters(ActorFilter(frozenset()), which), "pairs": json.dumps(pairs)}
    return connection.execute(_TIES, values).fetchall()


def heaviest_of_all(connection: sqlite3.Connection, which: EventQuery, each: int) -> list[tuple[str, str, int]]:
    values = {**_parameters(ActorFilter(frozenset()), which), "each": each}
    if which.actions:
        return connection.execute(_ALL_OF_KIND, values).fetchall()
    if len(which.modalities) == 1:
        rows = connection.execute(_ALL_HEAVY, {"modality": next(iter(which.modalities)), "each": each}).fetchall()
        if len(rows) == each:
            return rows
    return connection.execute(_ALL, values).fetchall()


def _found(which: EventQuery, narrow: str, of: str = "own CROSS JOIN", actor: str = "own.id") -> str:
    found = (_OF_KIND if which.actions else _OF_ANY_KIND).replace("{of}", of).replace("{actor}", actor)
    for end in _ENDS:
        found = found.replace("{to_" + end + "}", narrow.replace("{end}", end))
    return found


def _parameters(of: ActorFilter, which: EventQuery) -> dict[str, object]:
    return {
        "ids": json.dumps(sorted(of.ids)),
        "countries": json.dumps(sorted(of.roll_up)),
        "modalities": json.dumps(sorted(which.modalities)),
        "actions": json.dumps(sorted(which.actions)),
    }
