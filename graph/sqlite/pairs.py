"""How often actors act on each other: counted anew from the events here, and kept true by the schema's triggers."""

from __future__ import annotations

import sqlite3
from itertools import pairwise

TABLES = ("pair", "bond")
TRIGGERS = ("event_counted", "event_recounted")
INDEXES = ("pair_source", "pair_target", "bond_events")
# Actors are taken together until events name them so often: little is sorted, or locked, at a time.
SLICE = 50_000
_ACTORS = "SELECT id, events FROM actor ORDER BY id"
_BEYOND = "\U0010ffff"  # after every identifier
_PAIRS = (
    "DELETE FROM pair WHERE source >= :low AND source < :high",
    """
    INSERT INTO pair (source, target, modality, action, events, first, last)
    SELECT source, target, modality, action, count(*), ifnull(min(nullif(day, '')), ''), max(day)
    FROM event INDEXED BY event_pair
    WHERE source >= :low AND source < :high AND source <> target AND retracted_at IS NULL
    GROUP BY source, target, modality, action
    """,
)
_BONDS = (
    "DELETE FROM bond WHERE actor >= :low AND actor < :high",
    """
    INSERT INTO bond (actor, other, modality, events)
    SELECT actor, other, modality, sum(events)
    FROM (
        SELECT source AS actor, target AS other, modality, events
        FROM pair WHERE source >= :low AND source < :high
        UNION ALL
        SELECT target, source, modality, events
        FROM pair INDEXED BY pair_target WHERE target >= :low AND target < :high
    )
    GROUP BY actor, modality, other
    """,
)
Step = tuple[tuple[str, ...], dict[str, str]]


def steps(connection: sqlite3.Connection) -> list[Step]:
    """Statements and their parameters, to be run in this order; what each leaves is true if what was before it was."""
    bounds, named = [""], 0
    for actor, events in connection.execute(_ACTORS):
        named += events
        if named >= SLICE:
            bounds.append(actor)
            named = events
    bounds.append(_BEYOND)
    slices = [{"low": low, "high": high} for low, high in pairwise(bounds)]
    return [(statements, part) for statements in (_PAIRS, _BONDS) for part in slices]


def take(connection: sqlite3.Connection, step: Step) -> None:
    statements, part = step
    for statement in statements:
        connection.execute(statement, part)


def fill(connection: sqlite3.Connection) -> None:
    """Count all that the file holds."""
    for step in steps(connection):
        take(connection, step)
