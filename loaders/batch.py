"""From an extraction to the batch that one transaction writes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from graph.batch import Batch
from graph.model import Actor, DatePrecision, Event, EventLink, Link, Place, ReadArticle, Report
from graph.ontology import code
from loaders.extract.telling import Extraction, Linked, Telling


def batch(article: ReadArticle, extraction: Extraction) -> Batch:
    """Everything that an article tells, as of its fetching; the store sets when it was recorded."""
    told: dict[str, list[Telling]] = {}
    for telling in extraction.tellings:
        told.setdefault(telling.event, []).append(telling)
    events = {event: _event(article, extraction.extractor, tellings) for event, tellings in told.items()}
    return Batch(
        articles=(article,),
        actors=tuple(_actors(extraction.tellings)),
        places=tuple(_places(extraction.tellings)),
        events=tuple(events.values()),
        links=tuple(_link(article, extraction, events, link) for link in extraction.links),
    )


def _actors(tellings: Iterable[Telling]) -> Iterable[Actor]:
    sides = (side for telling in tellings for side in (telling.source, telling.target, telling.by) if side)
    return {side.actor.id: side.actor for side in sides}.values()


def _places(tellings: Iterable[Telling]) -> Iterable[Place]:
    return {telling.place.place.id: telling.place.place for telling in tellings if telling.place}.values()


def _event(article: ReadArticle, extractor: str, tellings: list[Telling]) -> Event:
    """One event of its tellings: the surest gives direction and mode, the first that has one gives date and place."""
    best = max(tellings, key=lambda telling: telling.confidence)
    mode = best.mode or next((telling.mode for telling in tellings if telling.mode), None)
    when = next((telling.when for telling in tellings if telling.when), None)
    place = next((telling.place.place for telling in tellings if telling.place), None)
    plover = code(best.action, mode)
    return Event(
        id=best.event,
        action=best.action,
        mode=mode,
        quad=plover.quad,
        intensity=plover.intensity,
        modality=best.modality,
        source=best.source.actor.ref() if best.source else None,
        target=best.target.actor.ref() if best.target else None,
        date=when.start if when else None,
        date_end=when.end if when else None,
        date_precision=when.precision if when else DatePrecision.UNKNOWN,
        place=place,
        confidence=best.confidence,
        recorded_at=article.fetched_at,
        reports=tuple(_report(article, extractor, telling) for telling in tellings),
    )


def _report(article: ReadArticle, extractor: str, telling: Telling) -> Report:
    return Report(
        sentence=telling.sentence.of(article.text),
        sentence_index=telling.sentence_index,
        start=telling.sentence.start,
        end=telling.sentence.end,
        trigger=telling.trigger.of(article.text),
        attributed_to=telling.by.actor.ref() if telling.by else None,
        extractor=extractor,
        article=article.ref(),
    )


def _link(article: ReadArticle, extraction: Extraction, events: dict[str, Event], link: Linked) -> EventLink:
    spans = extraction.sentences
    sentence = spans[bisect_right(spans, link.evidence.start, key=lambda span: span.start) - 1]
    cause, effect = events[link.cause], events[link.effect]
    days = [event.date for event in (cause, effect) if event.date and event.date_precision is DatePrecision.DAY]
    # Between a month and a day, or two months, there is no number of days.
    lag = (days[1] - days[0]).days if len(days) == 2 else None
    return EventLink(
        cause=link.cause,
        effect=link.effect,
        link=Link(
            method=link.method,
            evidence=link.evidence.of(article.text),
            sentence=sentence.of(article.text),
            start=link.evidence.start,
            end=link.evidence.end,
            confidence=link.confidence,
            lag_days=lag,
            article=article.ref(),
        ),
    )
