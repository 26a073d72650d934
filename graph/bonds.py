"""Who has to do with whom, whichever of the two acts: what paths and networks are made of."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from graph.model import Action, ActorRef, Event

if TYPE_CHECKING:
    from graph.store import ActorFilter, EventQuery

Pair = tuple[str, str]  # identifiers of two different actors


@dataclass(frozen=True, slots=True, order=True)
class Bond:
    """How many acts name both of two different actors, whichever of them acts."""

    actor: str
    other: str
    events: int

    @property
    def pair(self) -> Pair:
        """The two, the smaller identifier first."""
        return min(self.actor, self.other), max(self.actor, self.other)


@dataclass(frozen=True, slots=True)
class Tie:
    """How often one actor acts on another in one way, and the first and last known day of it."""

    source: ActorRef
    target: ActorRef
    action: Action
    events: int
    since: date | None
    until: date | None

    @property
    def pair(self) -> Pair:
        """The two, the smaller identifier first."""
        return min(self.source.id, self.target.id), max(self.source.id, self.target.id)


class Bonds(Protocol):
    """Questions on acts that are one of `which`; its actors, limit and cursor do not count."""

    def bonds(
        self, of: ActorFilter | None, which: EventQuery, each: int, to: Collection[str] | None = None
    ) -> tuple[Bond, ...]:
        """Of each of these actors the `each` bonds with the most acts (ties: smallest identifier); in no order.

        Where `to` is given, only bonds with one of them. Without `of`, the `each` bonds of all that have the most acts,
        each once, from its smaller identifier.
        """

    def ties(self, pairs: Sequence[Pair], which: EventQuery) -> tuple[Tie, ...]:
        """What the two of each pair have done to each other, by direction and action; in no order."""

    def between(self, pairs: Sequence[Pair], which: EventQuery, each: int) -> tuple[tuple[Event, ...], ...]:
        """For each pair, in their order, its latest `each` acts, either way."""
