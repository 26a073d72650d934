"""A small invented world, written straight into a store, and a reader simple enough to load more of it."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, date, datetime
from pathlib import Path

from graph.batch import Batch
from graph.model import (
    Action,
    Actor,
    ActorKind,
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
from graph.sqlite import open_sqlite
from graph.store import Store
from loaders.extract.types import Document, Mention, MentionKind, ProposedEvent, Reading, Span

RECORDED = datetime(2024, 9, 1, 12, tzinfo=UTC)
LATER = datetime(2024, 10, 1, 12, tzinfo=UTC)


def _actor(name: str, kind: ActorKind, country: str | None, *aliases: str) -> Actor:
    return Actor(id=actor_id(name), name=name, kind=kind, country=country, aliases=aliases)


IRAN = Actor(id="IRN", name="Iran", kind=ActorKind.COUNTRY, country="IRN", aliases=("Teheran",))
RUSSIA = Actor(id="RUS", name="Russia", kind=ActorKind.COUNTRY, country="RUS", aliases=("Rusia", "Moskow"))
ISRAEL = Actor(id="ISR", name="Israel", kind=ActorKind.COUNTRY, country="ISR")
ENVOY = _actor("Sergei Ivanov", ActorKind.PERSON, "RUS", "Ivanov")
OTHER_ENVOY = _actor("Pyotr Ivanov", ActorKind.PERSON, "RUS", "Ivanov")
MINISTER = _actor("Reza Ahmadi", ActorKind.PERSON, "IRN")
TEHRAN = Place(id=place_id("Tehran", "IRN"), name="Tehran", country="IRN", lat=35.69, lon=51.42)


_TEXTS = {
    "meeting": (
        "Envoy in Tehran",
        "https://news.example/envoy",
        date(2024, 8, 6),
        [
            "Sergei Ivanov met Reza Ahmadi in Tehran on Monday.",
            "Pyotr Ivanov will meet Reza Ahmadi next week, he said.",
            "Russia and Israel spoke by phone in July.",
        ],
    ),
    "war": (
        "Missiles after the raid",
        "https://news.example/raid",
        date(2024, 8, 9),
        [
            "Israel bombed an Iranian consulate on 1 April.",
            "In response to the raid, Iran fired missiles at Israel on 13 April.",
            "Iran warned Israel of more after the raid.",
            "Iran denied that it had struck Russia [bold]ever[/bold].",
        ],
    ),
}


def _article(key: str) -> Article:
    title, url, published, sentences = _TEXTS[key]
    text = " ".join(sentences)
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Article(
        id=article_id(url, sha),
        title=title,
        url=url,
        publisher="The Invented Times",
        published=published,
        text=text,
        lang="en",
        fetched_at=RECORDED,
        sha256=sha,
    )


def _report(article: Article, index: int, trigger: str, by: Actor | None = None) -> Report:
    sentence = next(texts for texts in _TEXTS.values() if texts[1] == article.url)[3][index]
    start = article.text.index(sentence)
    assert trigger in sentence
    return Report(
        sentence=sentence,
        sentence_index=index,
        start=start,
        end=start + len(sentence),
        trigger=trigger,
        attributed_to=by.ref() if by else None,
        extractor="test",
        article=article.ref(),
    )


def event(
    action: Action,
    source: Actor | None,
    target: Actor | None,
    day: date | None,
    report: Report,
    *,
    mode: str | None = None,
    modality: Modality = Modality.OCCURRED,
    precision: DatePrecision = DatePrecision.DAY,
    place: Place | None = None,
    confidence: float = 0.9,
    at: datetime = RECORDED,
) -> Event:
    plover = code(action, mode)
    scope = None if day else report.article.id
    return Event(
        id=event_id(action, modality, source and source.id, target and target.id, day, scope),
        action=action,
        mode=mode,
        quad=plover.quad,
        intensity=plover.intensity,
        modality=modality,
        source=source.ref() if source else None,
        target=target.ref() if target else None,
        date=day,
        date_precision=precision if day else DatePrecision.UNKNOWN,
        place=place,
        confidence=confidence,
        recorded_at=at,
        reports=(report,),
    )


_MEETING, _WAR = _article("meeting"), _article("war")
MET = event(Action.CONSULT, ENVOY, MINISTER, date(2024, 8, 5), _report(_MEETING, 0, "met"), mode="visit", place=TEHRAN)
WILL_MEET = event(
    Action.CONSULT, OTHER_ENVOY, MINISTER, None, _report(_MEETING, 1, "meet", ENVOY), modality=Modality.PLANNED
)
CALLED = event(
    Action.CONSULT,
    RUSSIA,
    ISRAEL,
    date(2024, 7, 1),
    _report(_MEETING, 2, "spoke"),
    mode="phone",
    precision=DatePrecision.MONTH,
    confidence=0.4,
)
RAID = event(Action.ASSAULT, ISRAEL, IRAN, date(2024, 4, 1), _report(_WAR, 0, "bombed"), mode="aerial")
MISSILES = event(Action.ASSAULT, IRAN, ISRAEL, date(2024, 4, 13), _report(_WAR, 1, "fired"), mode="aerial")
WARNING = event(Action.THREATEN, IRAN, ISRAEL, None, _report(_WAR, 2, "warned"), modality=Modality.THREATENED)
DENIED = event(Action.ASSAULT, IRAN, RUSSIA, None, _report(_WAR, 3, "struck"), modality=Modality.DENIED)
EVENTS = (MET, WILL_MEET, CALLED, RAID, MISSILES, WARNING, DENIED)


def _link(cause: Event, effect: Event, words: str) -> EventLink:
    report = effect.reports[0]
    start = _WAR.text.index(words, report.start)
    lag = (effect.date - cause.date).days if effect.date and cause.date else None
    link = Link(
        method=LinkMethod.CONNECTIVE,
        evidence=words,
        sentence=report.sentence,
        start=start,
        end=start + len(words),
        confidence=0.8,
        lag_days=lag,
        article=report.article,
    )
    return EventLink(cause=cause.id, effect=effect.id, link=link)


BATCH = Batch(
    articles=(_MEETING, _WAR),
    actors=(IRAN, RUSSIA, ISRAEL, ENVOY, OTHER_ENVOY, MINISTER),
    places=(TEHRAN,),
    events=EVENTS,
    links=(_link(RAID, MISSILES, "In response to the raid"), _link(RAID, WARNING, "after the raid")),
)


def world(path: Path) -> Store:
    """An open store that holds the world."""
    store = open_sqlite(path)
    store.writer().write(BATCH, RECORDED)
    return store


class PhraseReader:
    """Reads `X met Y` and `X attacked Y`, for names of states."""

    name = "phrases-1"
    least = 0.0
    _PHRASE = re.compile(r"\b(Iran|Russia|Israel) (met|attacked) (Iran|Russia|Israel)\b")

    def read(self, document: Document, sentences: tuple[Span, ...]) -> Reading:  # noqa: ARG002 - the protocol asks
        if "unreadable" in document.text:
            raise RuntimeError("a fault of this reader")
        mentions: list[Mention] = []
        found: list[ProposedEvent] = []
        for match in self._PHRASE.finditer(document.text):
            for group in (1, 3):
                cluster = ["Iran", "Russia", "Israel"].index(match[group])
                mentions.append(Mention(Span(*match.span(group)), MentionKind.COUNTRY, 0.9, cluster))
            source = len(mentions) - 2
            action = Action.CONSULT if match[2] == "met" else Action.ASSAULT
            trigger = Span(*match.span(2))
            found.append(
                ProposedEvent(
                    trigger, action, None, Modality.OCCURRED, source, source + 1, None, None, None, confidence=0.9
                )
            )
        return Reading(tuple(mentions), tuple(found))
