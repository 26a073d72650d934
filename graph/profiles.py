"""What a store tells of one side: by which kinds of acts it is known, and where a name of it was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from graph.model import Action, ArticleRef, Modality, Value
from graph.text import fold

if TYPE_CHECKING:
    from graph.store import ActorFilter, EventQuery


@dataclass(frozen=True, slots=True)
class Kind:
    """How many acts of one kind and status, and the first and last known day of them.

    `outward`: one of the actors acts, whoever is acted upon; else one of them is acted upon by somebody else or nobody.
    """

    outward: bool
    action: Action
    modality: Modality
    events: int
    first: date | None
    last: date | None


class Reading(Value):
    """A sentence, from `start` to `end` of the article's text (code points), that tells of the event."""

    article: ArticleRef
    sentence: str
    start: int
    end: int
    event: str


class Alias(Value):
    """A name, and a sentence that holds it; `truncated`: none of those looked at does, and there are more."""

    name: str
    read: Reading | None
    truncated: bool


class Profiles(Protocol):
    def kinds(self, of: ActorFilter, which: EventQuery) -> tuple[Kind, ...]:
        """Acts of these actors, with or without another side, counted; in no order.

        `which` says what acts; its actors, limit and cursor do not count.
        """

    def readings(self, actor: str, names: Sequence[str], most: int) -> tuple[Alias, ...]:
        """For each name a sentence that holds it as words and tells of an event that names the actor.

        Of each name `most` sentences are looked at: in SQLite those read first, in Neo4j those that Lucene scores best.
        Of those that hold it, the oldest article's (no day: last), then by article, start and event.
        """


def told(name: str, found: Iterable[Reading], more: bool) -> Alias:
    """The oldest of the readings that hold the name."""
    words = f" {fold(name)} "
    held = [reading for reading in found if words.strip() and words in f" {fold(reading.sentence)} "]
    oldest = min(held, key=_age, default=None)
    return Alias(name=name, read=oldest, truncated=more and oldest is None)


def _age(reading: Reading) -> tuple[bool, date, str, int, str]:
    day = reading.article.published
    return day is None, day or date.max, reading.article.id, reading.start, reading.event
