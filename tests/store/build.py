"""Small graphs for tests, in few words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from graph.batch import Batch
from graph.model import (
    Action,
    Actor,
    ActorKind,
    ActorRef,
    Article,
    DatePrecision,
    Event,
    EventLink,
    Link,
    LinkMethod,
    Modality,
    Place,
    Report,
    actor_id,
    article_id,
    event_id,
    place_id,
)
from graph.ontology import code

START = datetime(2024, 5, 1, 12, tzinfo=UTC)
EXTRACTOR = "test"


def hours(number: float) -> datetime:
    """An instant of the tests' clock."""
    return START + timedelta(hours=number)


def state(name: str, country: str, *aliases: str) -> Actor:
    return Actor(id=country, name=name, kind=ActorKind.COUNTRY, country=country, aliases=aliases)


def person(name: str, country: str | None = None, *aliases: str) -> Actor:
    return Actor(id=actor_id(name), name=name, kind=ActorKind.PERSON, country=country, aliases=aliases)


def place(name: str, country: str | None = None, lat: float | None = None, lon: float | None = None) -> Place:
    return Place(id=place_id(name, country), name=name, country=country, lat=lat, lon=lon)


def article(*sentences: str, published: date | None = date(2024, 5, 1)) -> Article:
    text = " ".join(sentences)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(
        id=article_id(None, sha256),
        title=sentences[0],
        publisher="Test Courier",
        published=published,
        text=text,
        lang="en",
        fetched_at=START,
        sha256=sha256,
    )


def report(of: Article, sentence: str | None = None, trigger: str = "did", by: ActorRef | None = None) -> Report:
    """A report of the article's `sentence`, or of all of it."""
    told = of.text if sentence is None else sentence
    start = of.text.index(told)
    return Report(
        sentence=told,
        sentence_index=0,
        start=start,
        end=start + len(told),
        trigger=trigger,
        attributed_to=by,
        extractor=EXTRACTOR,
        article=of.ref(),
    )


def event(
    action: Action,
    source: Actor | None,
    target: Actor | None,
    day: date | None,
    *reports: Report,
    modality: Modality = Modality.OCCURRED,
    mode: str | None = None,
    cameo: str | None = None,
    at: Place | None = None,
    confidence: float | None = None,
    key: str | None = None,
) -> Event:
    table = code(action, mode)
    sides = [side.id if side else None for side in (source, target)]
    scope = reports[0].article.id if day is None and reports else None
    return Event(
        id=key or event_id(action, modality, sides[0], sides[1], day, scope),
        action=action,
        mode=mode,
        cameo=cameo,
        quad=table.quad,
        intensity=table.intensity,
        modality=modality,
        source=source.ref() if source else None,
        target=target.ref() if target else None,
        date=day,
        date_precision=DatePrecision.DAY if day else DatePrecision.UNKNOWN,
        place=at,
        confidence=confidence,
        recorded_at=START,
        reports=reports,
    )


def link(
    cause: Event, effect: Event, of: Article, evidence: str = "in response", confidence: float | None = None
) -> EventLink:
    lag = (effect.date - cause.date).days if cause.date and effect.date else None
    words = Link(
        method=LinkMethod.CONNECTIVE,
        evidence=evidence,
        sentence=of.text,
        start=0,
        end=len(of.text),
        confidence=confidence,
        lag_days=lag,
        article=of.ref(),
    )
    return EventLink(cause=cause.id, effect=effect.id, link=words)


def batch(
    articles: Iterable[Article] = (),
    events: Iterable[Event] = (),
    links: Iterable[EventLink] = (),
    actors: Iterable[Actor] = (),
) -> Batch:
    """A whole batch: the actors and places that the events name are added."""
    told, given = tuple(events), tuple(actors)
    refs = {ref.id: ref for item in told for ref in (item.source, item.target) if ref}
    refs |= {r.attributed_to.id: r.attributed_to for item in told for r in item.reports if r.attributed_to}
    named = tuple(Actor(**ref.model_dump()) for ref in refs.values() if ref.id not in {actor.id for actor in given})
    places = {item.place.id: item.place for item in told if item.place}
    return Batch(tuple(articles), (*given, *named), tuple(places.values()), told, tuple(links))
