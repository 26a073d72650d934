"""What passes between the stages of extraction. All offsets are code points in the article's text, end exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from graph.model import Action, LinkMethod, Modality


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class MentionKind(StrEnum):
    """What a mention is about; the first eleven are actors (annotation rules, section 2)."""

    COUNTRY = "Country"
    GOVERNMENT = "Government"
    MILITARY = "Military"
    PERSON = "Person"
    ORGANIZATION = "Organization"
    IGO = "IGO"
    ARMED_GROUP = "ArmedGroup"
    PARTY = "Party"
    COMPANY = "Company"
    MEDIA = "Media"
    GROUP = "Group"
    PLACE = "PLACE"
    DATE = "DATE"


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the extractor takes it: plain text, language (`id`, `en`), day of publication.

    `id` is its name for people; `scope`, the article's identifier, keeps what is known only of this text apart (unnamed
    actors, undated events). Without a scope the name is it.
    """

    id: str
    text: str
    lang: str
    published: date | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an actor, a place or a date. Mentions of one actor share `cluster`."""

    span: Span
    kind: MentionKind
    confidence: float
    cluster: int


@dataclass(frozen=True, slots=True)
class ProposedEvent:
    """An act as read from a sentence; roles are indices into the reading's mentions."""

    trigger: Span
    action: Action
    mode: str | None
    modality: Modality
    source: int | None
    target: int | None
    by: int | None
    place: int | None
    date: int | None
    confidence: float


@dataclass(frozen=True, slots=True)
class ProposedLink:
    """`cause` and `effect` are indices into the reading's events; `evidence` are the words that say so."""

    cause: int
    effect: int
    method: LinkMethod
    evidence: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a document."""

    mentions: tuple[Mention, ...] = ()
    events: tuple[ProposedEvent, ...] = ()
    links: tuple[ProposedLink, ...] = ()


class Reader(Protocol):
    """Finds mentions, events and links in a document. `name` goes into every report as its extractor.

    Events under the confidence `least` are told only where a response word joins them to a surer one.
    """

    name: str
    least: float

    def read(self, document: Document, sentences: tuple[Span, ...]) -> Reading:
        """Bounded in time and memory by the document's length; the same document gives the same reading."""
