"""The promises of graph/store.py as plainly as they can be said: lists in memory, read from end to end.

Slow and obvious; the stores are compared with it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Generic, TypeVar

from graph.batch import Batch
from graph.errors import InputError, NotFoundError
from graph.model import Actor, ActorKind, ActorRef, Article, Event, EventLink, Place, Report, Response, event_id
from graph.store import ActorFilter, EventQuery, ResponseQuery
from graph.text import fold

Item = TypeVar("Item")


@dataclass
class Row(Generic[Item]):
    item: Item
    recorded: datetime
    retracted: datetime | None = None

    def shows(self, as_of: datetime | None) -> bool:
        if as_of is None:
            return self.retracted is None
        return self.recorded <= as_of and (self.retracted is None or as_of < self.retracted)


@dataclass
class Reference:
    articles: dict[str, Row[Article]] = field(default_factory=dict)
    actors: dict[str, Row[Actor]] = field(default_factory=dict)
    places: dict[str, Row[Place]] = field(default_factory=dict)
    events: dict[str, Row[Event]] = field(default_factory=dict)
    reports: dict[tuple[str, str, int, str], Row[Report]] = field(default_factory=dict)
    links: dict[tuple[str, str, str], Row[EventLink]] = field(default_factory=dict)
    merges: dict[str, str] = field(default_factory=dict)

    def merge(self, old: str, into: str) -> None:
        if old not in self.actors or into not in self.actors:
            raise NotFoundError(f"{old} or {into}")
        if old in self.merges and self.last(old) == self.last(into) and old != into:
            return
        if old in self.merges or self.last(into) == old or self.actors[old].item.kind is ActorKind.COUNTRY:
            raise InputError(f"{old} into {into}")
        self.merges[old] = into

    def unmerge(self, old: str) -> None:
        if old not in self.merges:
            raise NotFoundError(old)
        del self.merges[old]

    def last(self, number: str) -> str:
        while number in self.merges:
            number = self.merges[number]
        return number

    def actor(self, number: str) -> Actor:
        """The last actor of the chain, also called as those are that lead to it."""
        row = self.actors[self.last(number)].item
        names = {name for key, one in self.actors.items() if self.last(key) == row.id for name in _names(one.item)}
        return row.model_copy(update={"aliases": tuple(sorted(names - {row.name}))})

    def standing(self) -> dict[str, ActorRef]:
        """Actors that were not merged into others, by their identifiers."""
        return {key: self.actor(key).ref() for key in self.actors if self.last(key) == key}

    def _identity(self, event: Event) -> object:
        """What makes an act of a known day the same as another."""
        sides = [side.id if side else "" for side in (event.source, event.target)]
        derived = event_id(event.action, event.modality, sides[0] or None, sides[1] or None, event.date, None)
        if event.date is None or event.id != derived:
            return event.id
        lasts = [self.last(side) for side in sides]
        return event.action, event.modality, event.date, *(sorted(lasts) if event.action == "CONSULT" else lasts)

    def _settled(self, batch: Batch) -> Batch:
        """The batch with its acts under the identifiers that the store has for them."""
        known = defaultdict[object, list[str]](list)
        for number in sorted(self.events):
            known[self._identity(self.events[number].item)].append(number)
        called: dict[str, str] = {}
        for event in batch.events:
            if event.id not in called:
                if event.id not in self.events and not known[self._identity(event)]:
                    known[self._identity(event)].append(event.id)
                called[event.id] = event.id if event.id in self.events else known[self._identity(event)][0]
        links = [
            link.model_copy(update={"cause": called.get(link.cause, link.cause), "effect": called[link.effect]})
            for link in batch.links
        ]
        return replace(
            batch,
            events=tuple(event.model_copy(update={"id": called[event.id]}) for event in batch.events),
            links=tuple(link for link in links if link.cause != link.effect),
        )

    def write(self, batch: Batch, at: datetime) -> None:
        batch = self._settled(batch.without(frozenset(key for key, row in self.articles.items() if row.retracted)))
        for article in batch.articles:
            self.articles.setdefault(article.id, Row(article, at))
        for actor in batch.actors:
            row = self.actors.setdefault(actor.id, Row(actor, at))
            row.item = _merge_actors(row.item, actor)
        for place in batch.places:
            spot = self.places.setdefault(place.id, Row(place, at))
            spot.item = _merge_places(spot.item, place)
        for event in batch.events:
            known = self.events.setdefault(event.id, Row(event, at))
            known.item = _merge_events(known.item, event)
            for told in event.reports:
                self.reports.setdefault((event.id, told.article.id, told.start, told.trigger), Row(told, at))
        for link in batch.links:
            self.links.setdefault((link.cause, link.effect, link.link.article.id), Row(link, at))

    def retract(self, article_id: str, at: datetime) -> None:
        if article_id not in self.articles:
            raise NotFoundError(article_id)
        rows: list[Row[Article] | Row[Report] | Row[EventLink]] = [self.articles[article_id]]
        rows += [row for key, row in self.reports.items() if key[1] == article_id]
        rows += [row for key, row in self.links.items() if key[2] == article_id]
        for row in rows:
            row.retracted = row.retracted or at

    def event(self, number: str, as_of: datetime | None) -> Event | None:
        told = [row.item for key, row in self.reports.items() if key[0] == number and row.shows(as_of)]
        if not told:
            return None
        reports = sorted((self._report(item) for item in told), key=_age)
        row = self.events[number]
        place = row.item.place and self.places[row.item.place.id].item
        sides = {
            role: side and self.actor(side.id).ref()
            for role, side in (("source", row.item.source), ("target", row.item.target))
        }
        changes = {"reports": tuple(reports), "recorded_at": row.recorded, "place": place, **sides}
        return row.item.model_copy(update=changes)

    def all_events(self, as_of: datetime | None) -> list[Event]:
        return [event for number in self.events if (event := self.event(number, as_of))]

    def _report(self, report: Report) -> Report:
        by = report.attributed_to and self.actor(report.attributed_to.id).ref()
        changes = {"article": self.articles[report.article.id].item.ref(), "attributed_to": by}
        return report.model_copy(update=changes)

    def select(self, query: EventQuery, as_of: datetime | None) -> list[Event]:
        """Every event of the question, in order, whatever its limit and cursor."""
        return sorted((event for event in self.all_events(as_of) if matches(event, query)), key=latest)

    def responses(self, query: ResponseQuery, as_of: datetime | None) -> list[Response]:
        kept = [
            item
            for item in self.all_responses(as_of)
            if matches(item.cause, query.cause) and matches(item.effect, query.effect)
        ]
        return sorted(kept, key=lambda item: (*latest(item.effect), item.cause.id))

    def all_responses(self, as_of: datetime | None) -> list[Response]:
        best: dict[tuple[str, str], Response] = {}
        for key in sorted(self.links, key=lambda key: key[2]):
            row = self.links[key]
            cause, effect = self.event(key[0], as_of), self.event(key[1], as_of)
            if not (row.shows(as_of) and cause and effect):
                continue
            words = row.item.link.model_copy(update={"article": self.articles[key[2]].item.ref()})
            before = best.get(key[:2])
            if before is None or _sure(words.confidence) > _sure(before.link.confidence):
                best[key[:2]] = Response(cause=cause, effect=effect, link=words)
        return list(best.values())

    def search(self, text: str, as_of: datetime | None) -> list[Actor]:
        words = fold(text).split()

        def holds(name: str) -> bool:
            return all(any(part.startswith(word) for part in fold(name).split()) for word in words)

        found = [
            actor
            for actor in self._known_actors(as_of)
            if words and any(holds(name) for name in (actor.name, *actor.aliases))
        ]
        whole = {a.id for a in found if fold(text) in {fold(name) for name in (a.name, *a.aliases)}}
        return sorted(found, key=lambda actor: (actor.id not in whole, fold(actor.name), actor.id))

    def named(self, name: str, as_of: datetime | None) -> list[Actor]:
        folded = fold(name)
        return sorted(
            (
                actor
                for actor in self._known_actors(as_of)
                if actor.id == self.last(name) or (folded and folded in {fold(one) for one in _names(actor)})
            ),
            key=lambda actor: actor.id,
        )

    def _known_actors(self, as_of: datetime | None) -> list[Actor]:
        return [self.actor(key) for key, row in self.actors.items() if key not in self.merges and row.shows(as_of)]

    def article_events(self, article_id: str, as_of: datetime | None) -> list[Event]:
        starts: dict[str, int] = {}
        for key, row in self.reports.items():
            if key[1] == article_id and row.shows(as_of):
                starts[key[0]] = min(key[2], starts.get(key[0], key[2]))
        ordered = sorted(starts, key=lambda number: (starts[number], number))
        return [event for number in ordered if (event := self.event(number, as_of))]

    def counts(self, as_of: datetime | None) -> dict[str, int]:
        kinds = ("actors", "places", "articles", "reports", "links")
        rows = {kind: sum(row.shows(as_of) for row in getattr(self, kind).values()) for kind in kinds}
        return {**rows, "actors": len(self._known_actors(as_of)), "events": len(self.all_events(as_of))}


def latest(event: Event) -> tuple[bool, int, str]:
    return event.date is None, -(event.date or date.min).toordinal(), event.id


def _names(actor: Actor) -> set[str]:
    return {actor.name, *actor.aliases}


def _age(report: Report) -> tuple[bool, date, str, int, str]:
    day = report.article.published
    return day is None, day or date.max, report.article.id, report.start, report.trigger


def _sure(confidence: float | None) -> float:
    return -1.0 if confidence is None else confidence


def _merge_actors(old: Actor, new: Actor) -> Actor:
    aliases = tuple(sorted({*old.aliases, *new.aliases, new.name} - {old.name}))
    country, wikidata = old.country or new.country, old.wikidata or new.wikidata
    return old.model_copy(update={"aliases": aliases, "country": country, "wikidata": wikidata})


def _merge_places(old: Place, new: Place) -> Place:
    changes: dict[str, object] = {"country": old.country or new.country}
    if old.lat is None and old.lon is None:
        changes |= {"lat": new.lat, "lon": new.lon}
    return old.model_copy(update=changes)


def _merge_events(old: Event, new: Event) -> Event:
    changes: dict[str, object] = {"cameo": old.cameo or new.cameo, "place": old.place or new.place}
    if old.mode is None and new.mode is not None:
        changes |= {"mode": new.mode, "quad": new.quad, "intensity": new.intensity}
    if _sure(new.confidence) > _sure(old.confidence):
        changes["confidence"] = new.confidence
    return old.model_copy(update=changes)


def _land(country: str) -> ActorFilter:
    return ActorFilter(frozenset({country}), frozenset({country}))


def _tellers(event: Event) -> set[str]:
    """Folded names of whatever the event is known from."""
    return {fold(report.article.publisher or "") for report in event.reports}


def matches(event: Event, query: EventQuery) -> bool:
    source, target = event.source, event.target

    def among(side: ActorRef | None, wanted: ActorFilter | None) -> bool:
        return wanted is None or (side is not None and (side.id in wanted.ids or side.country in wanted.roll_up))

    ways = [(source, target), (target, source)]
    return all(
        (
            any(among(one, query.actor) and among(other, query.counterpart) for one, other in ways),
            among(source, query.source),
            among(target, query.target),
            not query.actions or event.action in query.actions,
            not query.modes or event.mode in query.modes,
            not query.modalities or event.modality in query.modalities,
            not query.both_sides or (source and target),
            not (query.since or query.until)
            or (event.date and (query.since or date.min) <= event.date <= (query.until or date.max)),
            query.place is None or (event.place and fold(event.place.name) == query.place),
            query.country is None or any(among(one, _land(query.country)) for one in (source, target)),
            query.told_by is None or query.told_by in _tellers(event),
            query.min_reports is None or len(event.reports) >= query.min_reports,
            query.min_confidence is None or _sure(event.confidence) >= query.min_confidence,
        )
    )
