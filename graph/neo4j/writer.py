"""Writing batches: one transaction each, one writer at a time, the short-cuts with their events.

A transaction whose commit was acknowledged to nobody may have happened: the driver then runs the work again, which
finds its rows known, changes nothing and counts nothing as new.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from neo4j import ManagedTransaction, Record

from graph.batch import Batch, Written
from graph.errors import InputError, NotFoundError, StoreError
from graph.merges import Merge, Settled, settle
from graph.model import EventLink, Report
from graph.neo4j import merges
from graph.neo4j.drafts import Draft
from graph.neo4j.jobs import put_job
from graph.neo4j.nodes import actor_rows, article_rows, place_rows
from graph.neo4j.rowwriter import put_rows, retract_events
from graph.neo4j.schema import Schema
from graph.neo4j.statements import statement
from graph.rows import Rows, RowsWritten
from graph.store import Progress

Row = dict[str, Any]


class Neo4jWriter:
    def __init__(self, store: Schema, turn: threading.Lock) -> None:
        self._store = store
        self._turn = turn

    def write(self, batch: Batch, at: datetime) -> Written:
        batch.check()
        with self._turn:
            return self._store.write(lambda tx: self._write(tx, batch, at))

    def write_rows(self, rows: Rows, at: datetime, job: Progress | None = None) -> RowsWritten:
        def work(tx: ManagedTransaction) -> RowsWritten:
            self._store.lock(tx)
            written = put_rows(tx, rows, at)
            if job is not None:
                put_job(tx, job(written))
            return written

        with self._turn:
            return self._store.write(work)

    def retract_events(self, events: Iterable[str], at: datetime) -> int:
        ids = list(events)

        def work(tx: ManagedTransaction) -> int:
            self._store.lock(tx)
            return retract_events(tx, ids, at)

        with self._turn:
            return self._store.write(work)

    def retract(self, article_id: str, at: datetime) -> int:
        with self._turn:
            return self._store.write(lambda tx: self._retract(tx, article_id, at))

    def merge(self, old: str, into: str, by: str, why: str, at: datetime) -> Merge:
        def work(tx: ManagedTransaction) -> Merge:
            self._store.lock(tx)
            return merges.merge(tx, old, into, by, why, at)

        with self._turn:
            return self._store.write(work)

    def unmerge(self, old: str) -> Merge:
        def work(tx: ManagedTransaction) -> Merge:
            self._store.lock(tx)
            return merges.unmerge(tx, old)

        with self._turn:
            return self._store.write(work)

    def _write(self, tx: ManagedTransaction, batch: Batch, at: datetime) -> Written:
        self._store.lock(tx)
        articles = {row["id"]: row["withdrawn"] for row in _known(tx, "articles", batch.articles)}
        withdrawn = frozenset(key for key, gone in articles.items() if gone)
        batch = batch.without(withdrawn)
        new_articles = article_rows(batch.articles, articles, at)
        _put(tx, "write_articles", new_articles)
        actors = {row["actor"]["id"]: row["actor"] for row in _known(tx, "actors", batch.actors)}
        _put(tx, "write_actors", actor_rows(batch.actors, actors, at))
        places = {row["place"]["id"]: row["place"] for row in _known(tx, "places", batch.places)}
        _put(tx, "write_places", place_rows(batch.places, places, at))
        sides = {side.id for event in batch.events for side in (event.source, event.target) if side}
        settled = settle(batch, merges.ends(tx, sides), lambda ids: _shown(tx, ids))
        batch = settled.batch
        drafts = _draft(tx, settled)
        _put_events(tx, drafts, at)
        links = _new_links(tx, batch.links, at)
        _put(tx, "write_links", links, relationships=len(links))
        return Written(
            articles=len(new_articles),
            events=sum(not draft.known for draft in drafts),
            merged=sum(draft.known and bool(draft.fresh) for draft in drafts),
            reports=sum(len(draft.fresh) for draft in drafts),
            links=len(links),
            withdrawn=len(withdrawn),
        )

    def _retract(self, tx: ManagedTransaction, article_id: str, at: datetime) -> int:
        self._store.lock(tx)
        known = list(tx.run(statement("known_articles"), ids=[article_id]))
        if not known:
            raise NotFoundError(f"no article {article_id}")
        if known[0]["withdrawn"]:
            return 0
        events = list(tx.run(statement("retract_article"), id=article_id, at=at))
        tx.run(statement("retract_links"), id=article_id, at=at).consume()
        tx.run(statement("erase_shortcuts"), ids=[row["id"] for row in events if row["retracted"]]).consume()
        return sum(row["gone"] for row in events)


def _shown(tx: ManagedTransaction, ids: Iterable[str]) -> set[str]:
    """Which of these events the database holds."""
    return {row["id"] for row in tx.run(statement("shown_events"), ids=sorted(ids))}


def _draft(tx: ManagedTransaction, settled: Settled) -> list[Draft]:
    """Each of the batch's events once, joined with what is known of it. Raises InputError for a link into nothing."""
    batch = settled.batch
    told = {event.id for event in batch.events}
    ends = {end for link in batch.links for end in (link.cause, link.effect)} - told
    known = {row["event"]["id"]: row for row in tx.run(statement("known_events"), ids=sorted(told | ends))}
    if missing := sorted(ends - known.keys()):
        raise InputError(f"a link names event {missing[0]}, which is nowhere: nothing was written")
    drafts: dict[str, Draft] = {}
    for event in batch.events:
        if event.id not in drafts:
            as_told = settled.told.get((event.id, "source")), settled.told.get((event.id, "target"))
            drafts[event.id] = Draft(event, known.get(event.id), as_told)
        drafts[event.id].gain(event)
    return list(drafts.values())


def _put_events(tx: ManagedTransaction, drafts: list[Draft], at: datetime) -> None:
    rows = [row for draft in drafts if (row := draft.row(at))]
    sides = sum(row[side] is not None for row in rows for side in ("source", "target", "place"))
    _put(tx, "write_events", rows, relationships=sides)
    reports = [_report(draft.id, report, at) for draft in drafts for report in draft.fresh]
    _put(tx, "write_reports", reports, relationships=len(reports))
    if redrawn := [draft.id for draft in drafts if draft.redrawn]:
        tx.run(statement("erase_shortcuts"), ids=redrawn).consume()
    shortcuts = [row for draft in drafts if (row := draft.shortcut())]
    _put(tx, "write_shortcuts", shortcuts, relationships=len(shortcuts))


def _new_links(tx: ManagedTransaction, links: Iterable[EventLink], at: datetime) -> list[Row]:
    rows: dict[tuple[str, str, str], Row] = {}
    for item in links:
        row = _link(item, at)
        rows.setdefault((row["cause"], row["effect"], row["article"]), row)
    if not rows:
        return []
    keys = [{"cause": cause, "effect": effect, "article": article} for cause, effect, article in rows]
    for known in tx.run(statement("known_links"), rows=keys):
        del rows[known["cause"], known["effect"], known["article"]]
    return list(rows.values())


def _known(tx: ManagedTransaction, kind: str, items: Iterable[Any]) -> Iterator[Record]:
    return iter(tx.run(statement(f"known_{kind}"), ids=list(dict.fromkeys(item.id for item in items))))


def _put(tx: ManagedTransaction, name: str, rows: list[Row], relationships: int | None = None) -> None:
    """Write rows; `relationships` is how many must come of it, since a row whose ends are missing writes nothing."""
    if not rows:
        return
    counters = tx.run(statement(name), rows=rows).consume().counters
    if relationships is not None and counters.relationships_created != relationships:
        raise StoreError(f"{name} made {counters.relationships_created} of {relationships} relationships: not written")


def _report(event: str, report: Report, at: datetime) -> Row:
    claimant = report.attributed_to
    properties: Mapping[str, object] = {
        "sentence": report.sentence,
        "sentenceIndex": report.sentence_index,
        "end": report.end,
        "attributedTo": claimant.name if claimant else None,
        "attributedToId": claimant.id if claimant else None,
        "extractor": report.extractor,
        "recordedAt": at,
    }
    where = {"article": report.article.id, "start": report.start or 0, "trigger": report.trigger or ""}
    return {"event": event, **where, "properties": properties}


def _link(item: EventLink, at: datetime) -> Row:
    link = item.link
    properties: Mapping[str, object] = {
        "method": link.method,
        "evidence": link.evidence,
        "sentence": link.sentence,
        "start": link.start,
        "end": link.end,
        "confidence": link.confidence,
        "lagDays": link.lag_days,
        "recordedAt": at,
    }
    return {"cause": item.cause, "effect": item.effect, "article": link.article.id, "properties": properties}
