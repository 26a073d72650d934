"""Writing batches: one transaction each, the same rows whatever was written before in whatever batches."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from importlib import resources

from graph.batch import Batch, Written
from graph.errors import InputError, NotFoundError
from graph.merges import Merge, settle
from graph.model import Actor, Article, Event, EventLink, Place, instant
from graph.rows import Rows, RowsWritten
from graph.sqlite import merges
from graph.sqlite.jobs import Lender, put_job
from graph.sqlite.passages import count_events, put_place_names, put_sentences, put_titles, put_words
from graph.sqlite.publishers import put_publishers
from graph.sqlite.records import put_rows, retract_events
from graph.store import Progress
from graph.text import fold

Row = dict[str, object]


def _sql(name: str) -> str:
    return (resources.files("graph.sqlite") / "statements" / f"{name}.sql").read_text("utf-8")


_ARTICLE, _ACTOR, _PLACE, _EVENT, _REPORT, _LINK = map(
    _sql, ("put_article", "put_actor", "put_place", "put_event", "put_report", "put_link")
)
_NAME = "INSERT OR IGNORE INTO actor_name (actor, name, folded) VALUES (?, ?, ?)"
_WORD = "INSERT OR IGNORE INTO actor_word (word, actor, folded) VALUES (?, ?, ?)"
_WITHDRAWN = "SELECT id FROM article WHERE retracted_at IS NOT NULL AND id IN (SELECT value FROM json_each(?))"
_STATELESS = "SELECT id FROM actor WHERE country IS NULL AND id IN (SELECT value FROM json_each(?))"
_KNOWN = "SELECT id FROM event WHERE id IN (SELECT value FROM json_each(?))"
_PLACED = "SELECT id FROM event WHERE place IS NOT NULL AND id IN (SELECT value FROM json_each(?))"
_LAST_REPORT = "SELECT ifnull(max(rowid), 0) FROM report"
_MERGED = """
SELECT count(DISTINCT event) FROM report WHERE rowid > ? AND event IN (SELECT value FROM json_each(?))
"""
_MOVE = (
    "UPDATE event SET source_country = (SELECT country FROM actor WHERE id = ?1) WHERE source = ?1",
    "UPDATE event SET target_country = (SELECT country FROM actor WHERE id = ?1) WHERE target = ?1",
)
_RETRACT_REPORTS = "UPDATE report SET retracted_at = ?2 WHERE article = ?1 AND retracted_at IS NULL"
_RETRACT_LINKS = "UPDATE link SET retracted_at = ?2 WHERE article = ?1 AND retracted_at IS NULL"
_RETRACT_ARTICLE = "UPDATE article SET retracted_at = ?2 WHERE id = ?1 AND retracted_at IS NULL"
_RETRACT_EVENTS = """
UPDATE event SET retracted_at = ?2
WHERE id IN (SELECT event FROM report WHERE article = ?1) AND retracted_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM report WHERE report.event = event.id AND report.retracted_at IS NULL)
"""


class SqliteWriter:
    def __init__(self, write: Lender) -> None:
        self._write = write

    def write(self, batch: Batch, at: datetime) -> Written:
        batch.check()
        now = instant(at)
        with self._write() as connection:
            articles = [article.id for article in batch.articles]
            withdrawn = frozenset(_ids(connection, _WITHDRAWN, articles))
            return _put(connection, batch.without(withdrawn), now, len(withdrawn))

    def write_rows(self, rows: Rows, at: datetime, job: Progress | None = None) -> RowsWritten:
        now = instant(at)
        with self._write() as connection:
            _put_actors(connection, tuple(rows.actors), now)
            _put_places(connection, rows.places, now)
            written = put_rows(connection, rows, now)
            if job is not None:
                put_job(connection, job(written))
            return written

    def retract_events(self, events: Iterable[str], at: datetime) -> int:
        with self._write() as connection:
            return retract_events(connection, events, instant(at))

    def retract(self, article_id: str, at: datetime) -> int:
        row = (article_id, instant(at))
        with self._write() as connection:
            if not connection.execute("SELECT 1 FROM article WHERE id = ?", (article_id,)).fetchone():
                raise NotFoundError(f"no article {article_id}")
            reports = connection.execute(_RETRACT_REPORTS, row).rowcount
            for statement in (_RETRACT_LINKS, _RETRACT_ARTICLE, _RETRACT_EVENTS):
                connection.execute(statement, row)
            return reports

    def merge(self, old: str, into: str, by: str, why: str, at: datetime) -> Merge:
        with self._write() as connection:
            return merges.merge(connection, old, into, by, why, instant(at))

    def unmerge(self, old: str) -> Merge:
        with self._write() as connection:
            return merges.unmerge(connection, old)


def _put(connection: sqlite3.Connection, batch: Batch, now: str, withdrawn: int) -> Written:
    sides = (side.id for event in batch.events for side in (event.source, event.target) if side)
    settled = settle(batch, merges.ends(connection, sides), lambda ids: _ids(connection, _KNOWN, ids))
    batch = settled.batch
    events = [event.id for event in batch.events]
    known = _ids(connection, _KNOWN, events)
    _refuse_loose_ends(connection, batch)
    last = connection.execute(_LAST_REPORT).fetchone()[0]
    articles = connection.executemany(_ARTICLE, (_article(article, now) for article in batch.articles)).rowcount
    _put_actors(connection, batch.actors, now)
    put_titles(connection, ((article.id, article.title) for article in batch.articles))
    put_publishers(connection, (article.publisher for article in batch.articles))
    _put_places(connection, batch.places, now)
    _count(connection, batch, known)
    connection.executemany(_EVENT, (_event(event, now) for event in batch.events))
    merges.put_told(connection, {key: actor for key, actor in settled.told.items() if key[0] not in known})
    reports = connection.executemany(_REPORT, (row for event in batch.events for row in _reports(event, now))).rowcount
    put_sentences(connection, (row for event in batch.events for row in _sentences(event)))
    links = connection.executemany(_LINK, (_link(link, now) for link in batch.links)).rowcount
    return Written(
        articles=max(articles, 0),
        events=len(set(events) - known),
        merged=connection.execute(_MERGED, (last, json.dumps(sorted(known)))).fetchone()[0],
        reports=max(reports, 0),
        links=max(links, 0),
        withdrawn=withdrawn,
    )


def _ids(connection: sqlite3.Connection, statement: str, ids: Iterable[str]) -> set[str]:
    return {row[0] for row in connection.execute(statement, (json.dumps(list(ids)),))}


def _refuse_loose_ends(connection: sqlite3.Connection, batch: Batch) -> None:
    ends = {end for link in batch.links for end in (link.cause, link.effect)} - {event.id for event in batch.events}
    if missing := sorted(ends - _ids(connection, _KNOWN, ends)):
        raise InputError(f"a link names event {missing[0]}, which is nowhere: nothing was written")


def _put_actors(connection: sqlite3.Connection, actors: tuple[Actor, ...], now: str) -> None:
    """Write actors and their names; the events of one whose country has just become known follow it."""
    stateless = _ids(connection, _STATELESS, (actor.id for actor in actors))
    connection.executemany(_ACTOR, (_actor(actor, now) for actor in actors))
    names = {(actor.id, name, fold(name)) for actor in actors for name in (actor.name, *actor.aliases)}
    connection.executemany(_NAME, names)
    connection.executemany(_WORD, {(word, actor, folded) for actor, _, folded in names for word in folded.split()})
    put_words(connection, (folded for _, _, folded in names))
    for actor in {actor.id for actor in actors if actor.country} & stateless:
        for statement in _MOVE:
            connection.execute(statement, (actor,))


def _put_places(connection: sqlite3.Connection, places: Collection[Place], now: str) -> None:
    connection.executemany(_PLACE, (_place(place, now) for place in places))
    put_place_names(connection, ((place.id, place.name) for place in places))


def _count(connection: sqlite3.Connection, batch: Batch, known: set[str]) -> None:
    """Count the events that will be new, and those that learn their place; the first telling decides."""
    placed = _ids(connection, _PLACED, known)
    fresh = {event.id: event for event in reversed(batch.events) if event.id not in known}
    places = {event.id: event.place.id for event in reversed(batch.events) if event.place and event.id not in placed}
    sides = (side.id for event in fresh.values() for side in (event.source, event.target) if side)
    count_events(connection, Counter(sides), Counter(places.values()))


def _article(article: Article, now: str) -> Row:
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "lang": article.lang or "",
        "fetched_at": instant(article.fetched_at) if article.fetched_at else "",
        "sha256": article.sha256 or "",
        "recorded_at": now,
        "text": article.text or "",
    }


def _actor(actor: Actor, now: str) -> Row:
    return {
        "id": actor.id,
        "name": actor.name,
        "folded": fold(actor.name),
        "kind": actor.kind,
        "country": actor.country,
        "wikidata": actor.wikidata,
        "recorded_at": now,
    }


def _place(place: Place, now: str) -> Row:
    return {
        "id": place.id,
        "name": place.name,
        "folded": fold(place.name),
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "recorded_at": now,
    }


def _event(event: Event, now: str) -> Row:
    return {
        "id": event.id,
        "action": event.action,
        "mode": event.mode,
        "cameo": event.cameo,
        "quad": event.quad,
        "intensity": event.intensity,
        "modality": event.modality,
        "source": event.source.id if event.source else None,
        "target": event.target.id if event.target else None,
        "day": event.date.isoformat() if event.date else "",
        "day_end": event.date_end.isoformat() if event.date_end else None,
        "day_precision": event.date_precision,
        "place": event.place.id if event.place else None,
        "confidence": event.confidence,
        "recorded_at": now,
    }


def _reports(event: Event, now: str) -> Iterator[Row]:
    for report in event.reports:
        yield {
            "event": event.id,
            "article": report.article.id,
            "start": report.start or 0,
            "stop": report.end or 0,
            "trigger": report.trigger or "",
            "sentence_index": -1 if report.sentence_index is None else report.sentence_index,
            "attributed_to": report.attributed_to.id if report.attributed_to else None,
            "extractor": report.extractor,
            "recorded_at": now,
            "sentence": report.sentence or "",
        }


def _sentences(event: Event) -> Iterator[tuple[str, int, int, str]]:
    for report in event.reports:
        if report.sentence:
            yield report.article.id, report.start or 0, report.end or 0, report.sentence


def _link(item: EventLink, now: str) -> Row:
    link = item.link
    return {
        "cause": item.cause,
        "effect": item.effect,
        "article": link.article.id,
        "method": link.method,
        "start": link.start,
        "stop": link.end,
        "confidence": link.confidence,
        "lag_days": link.lag_days,
        "recorded_at": now,
        "evidence": link.evidence,
        "sentence": link.sentence,
    }
