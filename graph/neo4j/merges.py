"""Merges of actors in a database: sides and short-cuts moved to the last actor of a chain, and given back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from neo4j import ManagedTransaction

from graph.errors import NotFoundError
from graph.merges import Ends, Merge, require_apart
from graph.model import ActorRef
from graph.neo4j import records
from graph.neo4j.statements import statement


def ends(tx: ManagedTransaction, actors: Iterable[str]) -> Ends:
    """All that lead where these actors do."""
    ids = sorted(set(actors))
    return Ends({row["old"]: row["last"] for row in tx.run(statement("merge_ends"), ids=ids)}) if ids else Ends()


def merge(tx: ManagedTransaction, old: str, into: str, by: str, why: str, at: datetime) -> Merge:
    rows = [row["actor"] for row in tx.run(statement("known_actors"), ids=[old, into])]
    known = {row["id"]: ActorRef(**{name: row[name] for name in ActorRef.model_fields}) for row in rows}
    leads = ends(tx, (old, into))
    if require_apart(known.get(old), known.get(into), (old, into), leads):
        values = {"old": old, "into": into, "last": leads.of(into), "by": by, "why": why, "at": at}
        tx.run(statement("merge_actor"), values).consume()
    return _merges(tx, old)[0]


def unmerge(tx: ManagedTransaction, old: str) -> Merge:
    found = _merges(tx, old)
    if not found:
        raise NotFoundError(f"{old!r} is not merged; `casus actors merges` lists those that are")
    into = {merge.old.id: merge.into.id for merge in _merges(tx, None)}
    group, grown = {old}, True
    while grown:
        more = {actor for actor, target in into.items() if target in group} - group
        group, grown = group | more, bool(more)
    values = {"old": old, "last": ends(tx, (old,)).of(old), "group": sorted(group)}
    tx.run(statement("unmerge_actor"), values).consume()
    return found[0]


def _merges(tx: ManagedTransaction, old: str | None) -> list[Merge]:
    return [records.merge(row) for row in tx.run(statement("merges"), id=old)]
