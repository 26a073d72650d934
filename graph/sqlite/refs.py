"""Actors as answers name them, by their identifiers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from graph.model import ActorRef
from graph.rollup import country

_REFS = "SELECT id, name, kind, country FROM actor WHERE id IN (SELECT value FROM json_each(?))"
# A country's actor that was merged into another one does not name the country any more.
_STANDING = " ".join((_REFS, "AND id NOT IN (SELECT actor FROM merge)"))


def refs(connection: sqlite3.Connection, ids: Iterable[str], statement: str = _REFS) -> dict[str, ActorRef]:
    rows = connection.execute(statement, (json.dumps(sorted(set(ids))),))
    return {row[0]: ActorRef(id=row[0], name=row[1], kind=row[2], country=row[3]) for row in rows}


def grouped(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, ActorRef]:
    """Of actors' identifiers and countries' codes: a code without an actor is the plain country."""
    wanted = set(keys)
    known = refs(connection, wanted, _STANDING)
    return {key: known.get(key) or country(key) for key in wanted}
