"""From an article's text to tellings: each sentence that reports an event, with everything resolved.

sentences -> reader (mentions, events, links) -> coreference -> actors, dates, places -> link rules
-> one event told twice is one.
Every stage is a typed function, and the reader is a plug-in behind `loaders.extract.types.Reader`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TypeGuard

from graph.model import Action, Actor, DatePrecision, LinkMethod, Modality, event_id
from loaders.actors.resolve import called, resolve_actor
from loaders.extract.coordination import expanded
from loaders.extract.coreference import mended, sure_name
from loaders.extract.dates import Seen, When, resolve
from loaders.extract.dating import dated
from loaders.extract.edges import trimmed
from loaders.extract.languages import codes
from loaders.extract.links import SURE, Parties, link_events
from loaders.extract.modality import announced, lies_ahead
from loaders.extract.places import resolve_place
from loaders.extract.sentences import sentences
from loaders.extract.telling import Extraction, Linked, Located, Named, Telling
from loaders.extract.types import Document, Mention, MentionKind, ProposedEvent, Reader, Reading, Span

# How far from a name its title or the country that it belongs to can stand.
_BESIDE_CHARS = 600


class Extractor:
    """The stages around one reader. Safe to share between threads as far as its reader is."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    @staticmethod
    @cache
    def default() -> Extractor:
        """The learnt reader of the package."""
        from loaders.extract.reader import JointReader

        return Extractor(JointReader.packaged())

    def extract(self, document: Document) -> Extraction:
        """Read a document in a language that has a folder under `languages/`; KeyError otherwise."""
        if document.lang not in codes():
            raise KeyError(document.lang)
        spans = sentences(document.text, document.lang)
        reading = self.reader.read(document, spans)
        reading = replace(reading, mentions=trimmed(document.text, document.lang, reading.mentions))
        reading = replace(reading, events=expanded(document.text, document.lang, reading.mentions, reading.events))
        resolver = _Resolver(document, reading, spans)
        tellings = [resolver.telling(event, _index(spans, event.trigger), spans) for event in reading.events]
        kept = [index for index, telling in enumerate(tellings) if telling.source or telling.target]
        position = {old: new for new, old in enumerate(kept)}
        told = _identified(dated([tellings[index] for index in kept]), _scope(document))
        links = link_events(
            document.text,
            spans,
            document.lang,
            [reading.events[index] for index in kept],
            [_parties(telling) for telling in told],
            [
                replace(link, cause=position[link.cause], effect=position[link.effect])
                for link in reading.links
                if link.cause in position and link.effect in position
            ],
        )
        joined = [
            Linked(told[link.cause].event, told[link.effect].event, link.method, link.evidence, link.confidence)
            for link in links
            if not _later(told[link.cause].when, told[link.effect].when)
        ]
        sure = _supported({t.event for t in told if t.confidence >= self.reader.least}, joined)
        return Extraction(
            document,
            self.reader.name,
            spans,
            tuple(_once([telling for telling in told if telling.event in sure])),
            tuple(_best([link for link in joined if link.cause in sure and link.effect in sure])),
        )


def _index(spans: Sequence[Span], trigger: Span) -> int:
    """Which sentence a trigger stands in."""
    return max(0, bisect_right(spans, trigger.start, key=lambda span: span.start) - 1)


class _Resolver:
    """Turns a reading's mentions into actors, places and dates, each cluster once."""

    def __init__(self, document: Document, reading: Reading, spans: Sequence[Span]) -> None:
        self.document = document
        self.mentions = mended(document.text, document.lang, reading.mentions, spans)
        self.clusters: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            if mention.kind not in (MentionKind.PLACE, MentionKind.DATE):
                self.clusters.setdefault(mention.cluster, []).append(mention)
        self.actors = {cluster: self._actor(members) for cluster, members in self.clusters.items()}
        self.names = {
            cluster: called([m.span.of(document.text) for m in self.clusters[cluster]], actor)
            for cluster, actor in self.actors.items()
        }
        self.countries = frozenset(actor.country for actor in self.actors.values() if actor.country)
        self.days = self._days(spans)

    def _actor(self, members: list[Mention]) -> Actor:
        text = self.document.text
        # Words that a list knows say who it is; others of the cluster ("kantor berita Iran") may only stand near.
        known = [m for m in members if sure_name(m.span.of(text), m.kind, self.document.lang)]
        members = known or members
        named = [m for m in members if m.span.of(text)[:1].isupper()] or members
        first = max(named, key=lambda m: (m.confidence > 0.5, m.span.end - m.span.start, -m.span.start))
        ordered = [first, *(m for m in members if m is not first)]
        return resolve_actor(
            [m.span.of(text) for m in ordered],
            first.kind,
            text[max(0, first.span.start - _BESIDE_CHARS) : first.span.start],
            self.document.lang,
            self.document.published,
            context_after=text[first.span.end : first.span.end + _BESIDE_CHARS],
            scope=_scope(self.document),
        )

    def _days(self, spans: Sequence[Span]) -> dict[int, When]:
        """What each date mention means, in order: a date may lean on the day named before it, else on the next one.

        "A day after the attack, on Tuesday": the next one counts within the sentence.
        """
        dates = sorted((m.span.start, i) for i, m in enumerate(self.mentions) if m.kind is MentionKind.DATE)
        days: dict[int, When] = {}
        anchor: date | None = None
        for position, (start, index) in enumerate(dates):
            when = self._meaning(index, anchor)
            if when is None:
                here = _index(spans, self.mentions[index].span)
                beside = [
                    i for at, i in dates[position + 1 :] if at > start and _index(spans, self.mentions[i].span) == here
                ]
                named = (self._meaning(i, None) for i in beside)
                when = next((self._meaning(index, day.start) for day in named if _sharp(day)), None)
            if when is not None:
                days[index] = when
                anchor = when.start if _sharp(when) else anchor
        return days

    def _meaning(self, index: int, anchor: date | None) -> When | None:
        words = self.mentions[index].span.of(self.document.text)
        return resolve(words, self.document.lang, Seen(self.document.published, anchor))

    def _when(self, event: ProposedEvent) -> When | None:
        if event.date is None:
            return None
        # An offer is planned by nature, but made on its day; what is announced lies ahead.
        offered = event.action is Action.AGREE and not lies_ahead(self.document.text, self.document.lang, event)
        if event.modality is not Modality.PLANNED or offered:
            return self.days.get(event.date)
        words = self.mentions[event.date].span.of(self.document.text)
        return resolve(words, self.document.lang, Seen(self.document.published, ahead=True)) or self.days.get(
            event.date
        )

    def _named(self, index: int | None) -> Named | None:
        if index is None:
            return None
        mention = self.mentions[index]
        return Named(self.actors[mention.cluster], self.names[mention.cluster], mention.span)

    def telling(self, event: ProposedEvent, index: int, spans: Sequence[Span]) -> Telling:
        event = announced(self.document.text, self.document.lang, event)
        source, target, place = self._named(event.source), self._named(event.target), None
        if source and target and source.actor.id == target.actor.id:
            target = None
        if event.place is not None:
            span = self.mentions[event.place].span
            found = resolve_place(span.of(self.document.text), self.countries)
            place = Located(found, span) if found else None
        return Telling(
            event="",
            action=event.action,
            mode=event.mode,
            modality=event.modality,
            source=source,
            target=target,
            by=self._named(event.by),
            when=self._when(event),
            place=place,
            sentence=spans[index],
            sentence_index=index,
            trigger=event.trigger,
            confidence=event.confidence,
        )


def _sharp(when: When | None) -> TypeGuard[When]:
    return when is not None and when.precision is DatePrecision.DAY


def _parties(telling: Telling) -> Parties:
    source, target = _marks(telling.source), _marks(telling.target)
    if telling.action is Action.CONSULT:
        return Parties(source | target, source | target)
    return Parties(source, target)


def _marks(side: Named | None) -> frozenset[str]:
    """What two events share when one party is in both: the actor, or the country it belongs to."""
    if side is None:
        return frozenset()
    return frozenset({side.actor.id, *([side.actor.country] if side.actor.country else [])})


def _identified(tellings: list[Telling], scope: str) -> list[Telling]:
    """The tellings with their events' identifiers."""
    out = []
    for telling in tellings:
        when = telling.when
        day = when.start if when and when.precision is DatePrecision.DAY else None
        identifier = event_id(
            telling.action,
            telling.modality,
            telling.source.actor.id if telling.source else None,
            telling.target.actor.id if telling.target else None,
            day,
            None if day else " ".join([scope, *_sharpness(when)]),
        )
        out.append(replace(telling, event=identifier))
    return out


def _scope(document: Document) -> str:
    return document.scope or document.id


def _sharpness(when: When | None) -> list[str]:
    """What tells undated, monthly and yearly events of one act apart. Stored identifiers hold it: it never changes."""
    if when is None:
        return []
    return [when.start.isoformat(), when.end.isoformat() if when.end else "", when.precision.value]


def _later(cause: When | None, effect: When | None) -> bool:
    """Whether a cause is dated after the whole of its effect: then a date or the link was misread."""
    return bool(cause and effect and cause.start > (effect.end or effect.start))


def _supported(sure: set[str], links: list[Linked]) -> set[str]:
    """The sure events, and those that a response word joins to one of them: the words vouch for both."""
    vouching = [link for link in links if link.method is LinkMethod.CONNECTIVE and link.confidence >= SURE]
    ends = [{link.cause, link.effect} for link in vouching]
    return sure.union(*(pair for pair in ends if pair & sure))


def _once(tellings: list[Telling]) -> list[Telling]:
    """One telling per event and sentence: the surest, in the order of the text."""
    best: dict[tuple[str, int], Telling] = {}
    for telling in tellings:
        key = (telling.event, telling.sentence_index)
        if key not in best or telling.confidence > best[key].confidence:
            best[key] = telling
    return sorted(best.values(), key=lambda t: (t.sentence_index, t.trigger.start, t.event))


def _best(links: list[Linked]) -> list[Linked]:
    """One link per pair of events: the surest. An event does not lead to itself, and two do not lead to each other."""
    best: dict[frozenset[str], Linked] = {}
    for link in links:
        pair = frozenset({link.cause, link.effect})
        if len(pair) == 2 and (pair not in best or link.confidence > best[pair].confidence):
            best[pair] = link
    return sorted(best.values(), key=lambda link: (link.evidence.start, link.cause, link.effect))
