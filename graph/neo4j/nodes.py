"""Articles, actors and places as rows to write: what is new, and what known ones gain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from graph.model import Actor, ActorKind, Article, Place
from graph.text import fold

Row = dict[str, Any]
LABELS = {kind: "".join(part.capitalize() for part in kind.split("_")) for kind in ActorKind}


def article_rows(articles: Iterable[Article], known: Mapping[str, object], at: datetime) -> list[Row]:
    new = {article.id: article for article in reversed(tuple(articles)) if article.id not in known}
    return [
        {
            "id": article.id,
            "properties": {
                "title": article.title,
                "url": article.url,
                "publisher": article.publisher,
                "publisherFolded": folded_publisher(article.publisher),
                "publishedAt": article.published,
                "text": article.text,
                "lang": article.lang,
                "fetchedAt": article.fetched_at,
                "sha256": article.sha256,
                "recordedAt": at,
            },
        }
        for article in new.values()
    ]


def actor_rows(actors: Iterable[Actor], known: Mapping[str, Mapping[str, Any]], at: datetime) -> list[Row]:
    """Another name becomes an alias; a country or Wikidata item is taken where there was none."""
    told: dict[str, list[Actor]] = {}
    for actor in actors:
        told.setdefault(actor.id, []).append(actor)
    rows = []
    for key, group in told.items():
        before = known.get(key)
        first = Actor(**before) if before else group[0]
        names = {name for actor in (first, *group) for name in (actor.name, *actor.aliases)} - {first.name}
        after: Row = {
            "name": first.name,
            "kind": first.kind,
            "country": _first(first.country, *(actor.country for actor in group)),
            "wikidata": _first(first.wikidata, *(actor.wikidata for actor in group)),
            "aliases": sorted(names),
        }
        if before and all(before[name] == value for name, value in after.items()):
            continue
        after["folded"] = folded_names(first.name, names)
        if not before:
            after["recordedAt"] = at
        rows.append({"id": key, "label": LABELS[first.kind], "properties": after})
    return rows


def folded_publisher(name: str | None) -> str | None:
    """The name under which a publisher is asked for."""
    return None if name is None else fold(name)


def folded_names(name: str, aliases: Iterable[str]) -> list[str]:
    """An actor's names as they are compared, its first one first, the others sorted."""
    folded = fold(name)
    return [folded, *sorted({fold(alias) for alias in aliases} - {folded, ""})]


def place_rows(places: Iterable[Place], known: Mapping[str, Mapping[str, Any]], at: datetime) -> list[Row]:
    """A country, or latitude and longitude, is taken where there was none."""
    told: dict[str, list[Place]] = {}
    for place in places:
        told.setdefault(place.id, []).append(place)
    rows = []
    for key, group in told.items():
        before = known.get(key)
        first = Place(**before) if before else group[0]
        point = next(((place.lat, place.lon) for place in (first, *group) if _placed(place)), (None, None))
        after: Row = {
            "name": first.name,
            "country": _first(first.country, *(place.country for place in group)),
            "lat": point[0],
            "lon": point[1],
        }
        if before and all(before[name] == value for name, value in after.items()):
            continue
        after["folded"] = fold(first.name)
        if not before:
            after["recordedAt"] = at
        rows.append({"id": key, "properties": after})
    return rows


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value is not None), None)


def _placed(place: Place) -> bool:
    return place.lat is not None or place.lon is not None
