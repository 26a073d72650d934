"""Drawing the short-cuts anew, some actors at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from neo4j import ManagedTransaction, Record

from graph.model import Action, Modality
from graph.neo4j.schema import Schema
from graph.neo4j.statements import statement
from graph.ontology import counts, relation

PAGE = 1000  # actors
SLICE = 5000  # events whose source is an actor of one transaction


def draw_anew(store: Schema) -> None:
    """One transaction for each slice: whoever reads meanwhile finds every short-cut, the old one or the new one."""
    for ids in _slices(store):

        def work(tx: ManagedTransaction, ids: list[str] = ids) -> None:
            store.lock(tx)
            tx.run(statement("undraw_actors"), ids=ids).consume()
            rows = [row for found in tx.run(statement("drawable"), ids=ids) if (row := _row(found))]
            tx.run(statement("write_shortcuts"), rows=rows).consume()

        store.write(work)


def _slices(store: Schema) -> Iterator[list[str]]:
    after, ids, events = "", list[str](), 0
    while page := _page(store, after):
        for row in page:
            ids.append(row["id"])
            events += row["events"]
            if events >= SLICE or len(ids) == PAGE:
                yield ids
                ids, events = [], 0
        after = page[-1]["id"]
    if ids:
        yield ids


def _page(store: Schema, after: str) -> list[Record]:
    return store.read(lambda tx: list(tx.run(statement("acting"), after=after, limit=PAGE)))


def _row(found: Record) -> dict[str, Any] | None:
    action, modality = Action(found["action"]), Modality(found["modality"])
    if not counts(action, modality):
        return None
    told = {name: found[name] for name in ("source", "target", "event", "date", "modality")}
    return {**told, "relation": relation(action, found["mode"]).value}
