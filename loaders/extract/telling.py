"""What the extractor tells of a document: each sentence that reports an event, with everything resolved."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Action, Actor, LinkMethod, Modality, Place
from loaders.extract.dates import When
from loaders.extract.types import Document, Span


@dataclass(frozen=True, slots=True)
class Named:
    """An actor with what its document calls it, and the words that name it here."""

    actor: Actor
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Located:
    """A place with the words that name it here."""

    place: Place
    span: Span


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence's report of one event. Tellings with the same `event` tell of the same one."""

    event: str
    action: Action
    mode: str | None
    modality: Modality
    source: Named | None
    target: Named | None
    by: Named | None
    when: When | None
    place: Located | None
    sentence: Span
    sentence_index: int
    trigger: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class Linked:
    """`cause` and `effect` are event identifiers; the evidence is where the words stand that say so."""

    cause: str
    effect: str
    method: LinkMethod
    evidence: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document tells."""

    document: Document
    extractor: str
    sentences: tuple[Span, ...]
    tellings: tuple[Telling, ...]
    links: tuple[Linked, ...]
