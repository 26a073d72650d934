"""All that a store holds, row by row, less the instants at which it was recorded: two loads of one thing are equal."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from neo4j import Driver, Record

Contents = Mapping[str, Counter[str]]
# Instants of Casus' own clock; that a row was retracted counts, when does not.
_RECORDED = frozenset({"recorded_at", "created_at", "updated_at", "recordedAt", "createdAt", "updatedAt", "appliedAt"})
# Drawn at random with every write: a table of SQLite, a property in Neo4j.
_REVISION = "revision"
_RETRACTED = frozenset({"retracted_at", "retractedAt"})
# Of a load's state, what must differ between two processes and two folders.
_OF_THE_RUN = frozenset({"process", "host", "input", "rejects", "seconds"})
_JSON = frozenset({"payload", "summary"})
_NODES = "MATCH (n) RETURN labels(n) AS kind, properties(n) AS properties"
_RELATIONSHIPS = """
MATCH (a)-[r]->(b) RETURN type(r) AS kind, properties(r) AS properties, a.id AS source, b.id AS target
"""


def sqlite_contents(path: Path) -> Contents:
    """How often each row stands in each table."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        tables = [row[0] for row in found if row[0] != _REVISION]
        return {
            table: Counter(_shown(dict(row)) for row in connection.execute(f"SELECT * FROM {table}"))  # noqa: S608
            for table in tables
        }


def neo4j_contents(driver: Driver, database: str = "neo4j") -> Contents:
    """How often each node and relationship is there, by labels or type."""
    found: dict[str, Counter[str]] = {}
    with driver.session(database=database) as session:
        for query in (_NODES, _RELATIONSHIPS):
            for row in session.run(query):
                kind, properties = _drawn(row)
                found.setdefault(kind, Counter())[_shown(properties)] += 1
    return found


def differences(one: Contents, other: Contents) -> Iterator[str]:
    """A line for each row that stands in one of them alone, or more often."""
    for kind in sorted({*one, *other}):
        here, there = one.get(kind, Counter()), other.get(kind, Counter())
        yield from (f"{kind}: only in the first: {row}" for row in here - there)
        yield from (f"{kind}: only in the second: {row}" for row in there - here)


def _drawn(row: Record) -> tuple[str, dict[str, Any]]:
    kind = row["kind"] if isinstance(row["kind"], str) else ":".join(sorted(row["kind"]))
    ends = {"source": row["source"], "target": row["target"]} if "source" in row.keys() else {}  # noqa: SIM118
    return kind, {**row["properties"], **ends}


def _shown(row: Mapping[str, Any]) -> str:
    told: dict[str, Any] = {}
    for name, value in row.items():
        if name in _RETRACTED:
            told[name] = value is not None
        elif name in _JSON and value:
            told[name] = {key: part for key, part in json.loads(value).items() if key not in _OF_THE_RUN}
        elif name not in _RECORDED and name != _REVISION and value is not None:
            told[name] = value
    return json.dumps(told, sort_keys=True, default=str)
