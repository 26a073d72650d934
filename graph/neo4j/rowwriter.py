"""Writing rows of data sets: nodes before relationships, and the job's state in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from neo4j import ManagedTransaction

from graph.merges import ROLES, Told, settle_rows
from graph.model import Action, Modality
from graph.neo4j.merges import ends
from graph.neo4j.nodes import actor_rows, folded_publisher, place_rows
from graph.neo4j.statements import statement
from graph.ontology import counts, relation
from graph.rows import EventRow, Known, ReportRow, Rows, RowsWritten, plan

Row = dict[str, Any]


def put_rows(tx: ManagedTransaction, rows: Rows, at: datetime) -> RowsWritten:
    _put_nodes(tx, rows, at)
    gone = {row["id"] for row in _ask(tx, "known_articles", ids=[a.id for a in rows.articles]) if row["withdrawn"]}
    rows, dropped = rows.without(gone) if gone else (rows, 0)
    records = [row.record for row in rows.events or rows.mentions]
    found = _ask(tx, "known_records", dataset=rows.dataset, records=records)
    live = {row["record"]: Known(row["id"], row["version"]) for row in found}
    known = {row["id"]: row["shows"] for row in _ask(tx, "shown_events", ids=[row.id for row in rows.events])}
    todo = plan(rows.events, live, {event for event, shows in known.items() if shows})
    retract_events(tx, todo.retracted, at)
    told, unknown = rows.told(todo, live)
    fresh, as_told = settle_rows(todo.fresh, ends(tx, {s for r in todo.fresh for s in (r.source, r.target) if s}))
    reports = _create(tx, rows, [row for row in fresh if row.id not in known], told, at, as_told)
    if back := [row.id for row in todo.fresh if row.id in known]:
        _run(tx, "revive_events", ids=back)
    _run(tx, "confirm_records", rows=[{"id": row.id, "version": row.version} for row in todo.confirmed])
    created = {row.id for row in todo.fresh} - known.keys()
    reports += _cite(tx, rows, [row for row in told if row.event not in created], at)
    _run(tx, "write_shortcuts", rows=[shortcut for row in fresh if (shortcut := _shortcut(row))])
    return rows.written(todo, reports, unknown, dropped)


def retract_events(tx: ManagedTransaction, events: Iterable[str], at: datetime) -> int:
    """Withdraw events with their reports, links and short-cuts; returns how many showed until now."""
    ids = list(events)
    if not ids:
        return 0
    gone = [row["id"] for row in _ask(tx, "retract_events", ids=ids, at=at)]
    _run(tx, "erase_shortcuts", ids=gone)
    return len(gone)


def _put_nodes(tx: ManagedTransaction, rows: Rows, at: datetime) -> None:
    actors = {row["actor"]["id"]: row["actor"] for row in _ask(tx, "known_actors", ids=[a.id for a in rows.actors])}
    _run(tx, "write_actors", rows=actor_rows(rows.actors, actors, at))
    places = {row["place"]["id"]: row["place"] for row in _ask(tx, "known_places", ids=[p.id for p in rows.places])}
    _run(tx, "write_places", rows=place_rows(rows.places, places, at))
    known = {row["id"] for row in _ask(tx, "known_articles", ids=[a.id for a in rows.articles])}
    fresh = [row for row in rows.articles if row.id not in known]
    _run(tx, "write_articles", rows=[{"id": row.id, "properties": _source(row, at)} for row in fresh])


def _create(
    tx: ManagedTransaction, rows: Rows, new: list[EventRow], told: list[ReportRow], at: datetime, as_told: Told
) -> int:
    """Write events that are not known, with their reports; returns how many reports."""
    of_event: dict[str, dict[str, int]] = {row.id: {} for row in new}
    for row in told:
        if row.event in of_event:
            cited = of_event[row.event]
            cited[row.article] = max(cited.get(row.article, -1), row.sentence_index)
    _run(tx, "create_events", rows=[_event(row, rows.dataset, len(of_event[row.id]), at) for row in new])
    for role in ROLES:
        sides = [(row.id, getattr(row, role)) for row in new]
        joined = [{"event": key, "other": side, "told": as_told.get((key, role))} for key, side in sides if side]
        _run(tx, f"join_{role}s", rows=joined)
    _run(tx, "join_places", rows=[{"event": row.id, "other": row.place} for row in new if row.place])
    known: Row = {"start": 0, "trigger": "", "extractor": rows.extractor, "recordedAt": at}
    reports = [
        {"event": event, "other": article, "properties": {**known, "sentenceIndex": None if index < 0 else index}}
        for event, cited in of_event.items()
        for article, index in cited.items()
    ]
    _run(tx, "join_articles", rows=reports)
    return len(reports)


def _cite(tx: ManagedTransaction, rows: Rows, told: Iterable[Any], at: datetime) -> int:
    cited = [{"event": row.event, "article": row.article, "sentenceIndex": row.sentence_index} for row in told]
    if not cited:
        return 0
    answer = tx.run(statement("write_citations"), rows=cited, extractor=rows.extractor, at=at).single(strict=True)
    return int(answer["told"])


def _ask(tx: ManagedTransaction, name: str, **values: Any) -> list[Any]:
    """The rows of an answer; none without asking where every list is empty."""
    asked = [value for value in values.values() if isinstance(value, list)]
    return list(tx.run(statement(name), values)) if any(asked) else []


def _run(tx: ManagedTransaction, name: str, **values: list[Any]) -> None:
    if all(values.values()):
        tx.run(statement(name), values).consume()


def _source(row: Any, at: datetime) -> Row:
    published = date.fromisoformat(row.published) if row.published else None
    named = {"title": row.title, "url": row.url, "publisher": row.publisher}
    return {**named, "publisherFolded": folded_publisher(row.publisher), "publishedAt": published, "recordedAt": at}


def _event(row: EventRow, dataset: str, reports: int, at: datetime) -> Row:
    properties: Row = {
        "action": row.action,
        "mode": row.mode,
        "cameo": row.cameo,
        "modality": row.modality,
        "quad": row.quad,
        "intensity": row.intensity,
        "date": _date(row.day),
        "day": row.day,
        "dateEnd": _date(row.day_end),
        "datePrecision": row.day_precision,
        "recordedAt": at,
        "reports": reports,
        "dataset": dataset,
        "recordId": row.record,
        "recordVersion": row.version,
        "mentions": row.mentions,
        "sources": row.sources,
        "articles": row.articles,
        "deaths": row.deaths,
        "deathsLow": row.deaths_low,
        "deathsHigh": row.deaths_high,
        "contexts": row.contexts.split(";") if row.contexts else None,
        "note": row.note,
    }
    return {"id": row.id, "label": row.action.capitalize(), "properties": properties}


def _shortcut(row: EventRow) -> Row | None:
    action, modality = Action(row.action), Modality(row.modality)
    if not row.source or not row.target or not counts(action, modality):
        return None
    drawn = {"source": row.source, "target": row.target, "relation": relation(action, row.mode).value}
    return drawn | {"event": row.id, "date": _date(row.day), "modality": row.modality}


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
