"""Rows of one page as models: one query for its events, one for their reports, one for its links."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from graph.model import Actor, Article, Event, Response
from graph.sqlite.merges import last
from graph.sqlite.select import ROW_SHOWS, Pair

Record = dict[str, Any]
EVERY = 2**63 - 1  # reports: all of them
_events = TypeAdapter(list[Event])
_responses = TypeAdapter(list[Response])

_EVENTS = """
SELECT
    e.id, e.action, e.mode, e.cameo, e.quad, e.intensity, e.modality, e.day, e.day_end, e.day_precision, e.confidence,
    e.recorded_at, s.id, s.name, s.kind, s.country, t.id, t.name, t.kind, t.country, p.id, p.name, p.country, p.lat,
    p.lon, e.dataset, e.record_id, e.record_version, e.mentions, e.sources, e.articles, e.deaths, e.deaths_low,
    e.deaths_high, e.contexts, e.note
FROM json_each(:ids) AS wanted
CROSS JOIN event AS e ON e.id = wanted.value
LEFT JOIN actor AS s ON s.id = e.source
LEFT JOIN actor AS t ON t.id = e.target
LEFT JOIN place AS p ON p.id = e.place
"""
_REPORTS = """
SELECT
    r.event, r.sentence, r.sentence_index, r.start, r.stop, r.trigger, r.extractor, b.id, b.name, b.kind, b.country,
    a.id, a.title, a.url, a.publisher, a.published
FROM json_each(:ids) AS wanted
CROSS JOIN report AS r ON r.event = wanted.value
CROSS JOIN article AS a ON a.id = r.article
LEFT JOIN actor AS b ON b.id = {last}
WHERE {shows}
ORDER BY a.published IS NULL, a.published, a.id, r.start, r.trigger
""".replace("{shows}", ROW_SHOWS.replace("$", "r")).replace("{last}", last("r.attributed_to"))
_LINKS = """
SELECT
    l.cause, l.effect, l.method, l.evidence, l.sentence, l.start, l.stop, l.confidence, l.lag_days, a.id, a.title,
    a.url, a.publisher, a.published
FROM json_each(:pairs) AS wanted
CROSS JOIN link AS l ON l.cause = json_extract(wanted.value, '$[0]') AND l.effect = json_extract(wanted.value, '$[1]')
CROSS JOIN article AS a ON a.id = l.article
WHERE {shows}
ORDER BY l.confidence IS NOT NULL, l.confidence, l.article DESC
""".replace("{shows}", ROW_SHOWS.replace("$", "l"))
_ACTORS = """
SELECT id, name, kind, country, wikidata
FROM actor WHERE id IN (SELECT value FROM json_each(:ids))
"""
# What a merged actor is called is told of the last one of its chain.
_NAMES = """
SELECT actor, name FROM actor_name WHERE actor IN (SELECT value FROM json_each(:ids))
UNION
SELECT m.last, n.name FROM merge AS m CROSS JOIN actor_name AS n ON n.actor = m.actor
WHERE m.last IN (SELECT value FROM json_each(:ids))
ORDER BY name
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """What an answer shows: what was known at `as_of` (None: now), and at most `reports` reports of each event."""

    as_of: str | None
    reports: int = EVERY


def load_events(connection: sqlite3.Connection, ids: Iterable[str], shown: Shown) -> dict[str, Event]:
    """The events by identifier, in the order of `ids`."""
    wanted = list(dict.fromkeys(ids))
    parameters = {"ids": json.dumps(wanted), "as_of": shown.as_of}
    reports: defaultdict[str, list[Record]] = defaultdict(list)
    omitted: Counter[str] = Counter()
    for row in connection.execute(_REPORTS, parameters):
        if len(reports[row[0]]) < shown.reports:
            reports[row[0]].append(_report(row))
        else:
            omitted[row[0]] += 1
    rows = connection.execute(_EVENTS, parameters)
    records = {row[0]: _event(row, reports[row[0]], omitted[row[0]]) for row in rows}
    return {event.id: event for event in _events.validate_python([records[number] for number in wanted])}


def load_responses(connection: sqlite3.Connection, pairs: Iterable[Pair], shown: Shown) -> tuple[Response, ...]:
    """The pairs (cause, effect) with their most confident link, in their order."""
    wanted = list(pairs)
    events = load_events(connection, (number for pair in wanted for number in pair), shown)
    parameters = {"pairs": json.dumps(wanted), "as_of": shown.as_of}
    links = {(row[0], row[1]): _link(row) for row in connection.execute(_LINKS, parameters)}  # the best comes last
    return tuple(
        _responses.validate_python(
            [{"cause": events[pair[0]], "effect": events[pair[1]], "link": links[pair]} for pair in wanted]
        )
    )


def load_actors(connection: sqlite3.Connection, ids: Iterable[str]) -> tuple[Actor, ...]:
    """The actors with their aliases, in the order of `ids`."""
    wanted = list(ids)
    parameters = {"ids": json.dumps(wanted)}
    names: defaultdict[str, list[str]] = defaultdict(list)
    for number, name in connection.execute(_NAMES, parameters):
        names[number].append(name)
    rows: Mapping[str, Any] = {row[0]: row for row in connection.execute(_ACTORS, parameters)}
    return tuple(
        Actor(**_actor(rows[number][:4]) or {}, wikidata=rows[number][4], aliases=_others(names[number], rows[number]))
        for number in wanted
    )


def _others(names: list[str], row: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name != row[1])


def load_article(row: tuple[Any, ...]) -> Article:
    """An article from (id, title, url, publisher, published, text, lang, fetched_at, sha256)."""
    text, lang, fetched_at, sha256 = (value or None for value in row[5:])
    return Article.model_validate(
        {**_article(row[:5]), "text": text, "lang": lang, "fetched_at": fetched_at, "sha256": sha256}
    )


def _event(row: tuple[Any, ...], reports: list[Record], omitted: int) -> Record:
    return {
        "id": row[0],
        "action": row[1],
        "mode": row[2],
        "cameo": row[3],
        "quad": row[4],
        "intensity": row[5],
        "modality": row[6],
        "date": row[7] or None,
        "date_end": row[8],
        "date_precision": row[9],
        "confidence": row[10],
        "recorded_at": row[11],
        "source": _actor(row[12:16]),
        "target": _actor(row[16:20]),
        "place": _place(row[20:25]),
        "record": _record(row[25:]),
        "reports": reports,
        "reports_omitted": omitted,
    }


def _actor(row: tuple[Any, ...]) -> Record | None:
    number, name, kind, country = row
    return None if number is None else {"id": number, "name": name, "kind": kind, "country": country}


def _place(row: tuple[Any, ...]) -> Record | None:
    number, name, country, lat, lon = row
    return None if number is None else {"id": number, "name": name, "country": country, "lat": lat, "lon": lon}


def _record(row: tuple[Any, ...]) -> Record | None:
    if row[0] is None:
        return None
    names = ("dataset", "id", "version", "mentions", "sources", "articles", "deaths", "deaths_low", "deaths_high")
    contexts = tuple(row[9].split(";")) if row[9] else ()
    return {**dict(zip(names, row, strict=False)), "contexts": contexts, "note": row[10]}


def _report(row: tuple[Any, ...]) -> Record:
    told = bool(row[1])
    return {
        "sentence": row[1] or None,
        "sentence_index": None if row[2] < 0 else row[2],
        "start": row[3] if told else None,
        "end": row[4] if told else None,
        "trigger": row[5] or None,
        "extractor": row[6],
        "attributed_to": _actor(row[7:11]),
        "article": _article(row[11:16]),
    }


def _article(row: tuple[Any, ...]) -> Record:
    number, title, url, publisher, published = row
    return {"id": number, "title": title, "url": url, "publisher": publisher, "published": published}


def _link(row: tuple[Any, ...]) -> Record:
    return {
        "method": row[2],
        "evidence": row[3],
        "sentence": row[4],
        "start": row[5],
        "end": row[6],
        "confidence": row[7],
        "lag_days": row[8],
        "article": _article(row[9:14]),
    }
