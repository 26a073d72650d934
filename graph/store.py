"""What a store promises: three small protocols, kept by `graph.sqlite` and `graph.neo4j` alike.

One conformance suite (tests/store/) runs every promise over both.

Time is double. `Event.date` is when it happened; a row's recorded and retracted instants are when Casus knew.
A `View` is taken as of an instant (default: now) and shows only what was known then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar

from graph.model import Action, Actor, Article, Event, EventLink, Job, Modality, Place, Response

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction writes. Every actor, place and article that an event or link names is in it."""

    articles: tuple[Article, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[EventLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows were new. An event that was known and got a new report counts as merged."""

    articles: int = 0
    events: int = 0
    merged: int = 0
    reports: int = 0
    links: int = 0

    def __add__(self, other: Written) -> Written:
        return Written(
            self.articles + other.articles,
            self.events + other.events,
            self.merged + other.merged,
            self.reports + other.reports,
            self.links + other.links,
        )


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended: the last item's day (None: undated) and identifier(s)."""

    day: date | None
    key: str


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Items in order; `next` is where the following page starts, None when this is the last one."""

    items: tuple[Item, ...]
    next: Cursor | None = None

    @property
    def truncated(self) -> bool:
        return self.next is not None


@dataclass(frozen=True, slots=True)
class ActorFilter:
    """Any of these actors; with `roll_up`, also every actor that belongs to one of these countries (alpha-3)."""

    ids: frozenset[str]
    roll_up: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events. Empty sets and None do not filter.

    `actor` stands on either side, `counterpart` on the other one. `both_sides` wants a source and a target.
    `since` and `until` are inclusive days and leave undated events out. `place` is a folded place name.
    Order: latest day first, undated last, then by identifier.
    """

    actor: ActorFilter | None = None
    counterpart: ActorFilter | None = None
    source: ActorFilter | None = None
    target: ActorFilter | None = None
    actions: frozenset[Action] = frozenset()
    modes: frozenset[str] = frozenset()
    modalities: frozenset[Modality] = frozenset({Modality.OCCURRED})
    both_sides: bool = False
    since: date | None = None
    until: date | None = None
    place: str | None = None
    min_confidence: float | None = None
    limit: int = 100
    after: Cursor | None = None


@dataclass(frozen=True, slots=True)
class ResponseQuery:
    """Which links: an event query on the cause and one on the effect; order, limit and cursor are the effect's.

    A pair of events that several articles link is one response, with the most confident link.
    The cursor's key is `effect id + " " + cause id`.
    """

    cause: EventQuery = field(default_factory=EventQuery)
    effect: EventQuery = field(default_factory=EventQuery)
    limit: int = 100
    after: Cursor | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `casus store check`."""

    ok: bool
    name: str
    detail: str


class View(Protocol):
    """Read-only questions, as of one instant."""

    def events(self, query: EventQuery) -> Page[Event]:
        """Events in the query's order, each with its reports (oldest article first)."""

    def responses(self, query: ResponseQuery) -> Page[Response]:
        """Linked pairs, latest effect first."""

    def event(self, event_id: str) -> Event | None:
        """One event whatever its modality, with every report."""

    def causes(self, event_id: str) -> tuple[Response, ...]:
        """What led to the event, by date of the cause then identifier."""

    def effects(self, event_id: str) -> tuple[Response, ...]:
        """What the event led to, by date of the effect then identifier."""

    def actors(self, text: str, limit: int) -> tuple[Actor, ...]:
        """Actors one of whose names holds every word of `text` as a prefix: whole matches first, then by name."""

    def named(self, name: str) -> tuple[Actor, ...]:
        """Actors whose identifier is `name` or one of whose names folds to the same text; by identifier."""

    def actor(self, actor_id: str) -> Actor | None: ...

    def article(self, article_id: str) -> Article | None: ...

    def article_events(self, article_id: str) -> tuple[Event, ...]:
        """Every event that the article reports, in the order of its sentences."""

    def counts(self) -> Mapping[str, int]:
        """Rows by kind: actors, places, articles, events, reports, links."""


class Writer(Protocol):
    """Idempotent: writing the same batch again changes nothing."""

    def write(self, batch: Batch, at: datetime) -> Written:
        """Write all of the batch in one transaction, or nothing.

        A known event keeps its identifier, direction and first recorded instant; it gains reports, the higher
        confidence, and a mode, CAMEO code or place where it had none. `at` becomes the recorded instant of new rows.
        Raises StoreError.
        """

    def retract(self, article_id: str, at: datetime) -> int:
        """Withdraw an article's reports and links; an event left without reports is retracted. Returns the reports."""


class Jobs(Protocol):
    """Loads asked for through the API; they live in the store, so a restart forgets none."""

    def put(self, job: Job) -> None: ...

    def get(self, job_id: str) -> Job | None: ...

    def pending(self) -> tuple[Job, ...]:
        """Queued and running jobs, oldest first."""


class Store(Protocol):
    """One open store. Safe to use from several threads."""

    address: str

    def view(self, as_of: datetime | None = None) -> View: ...

    def writer(self) -> Writer: ...

    def jobs(self) -> Jobs: ...

    def schema(self) -> tuple[int, int]:
        """(version of the store, version that this Casus writes)."""

    def migrate(self) -> tuple[str, ...]:
        """Apply the numbered migrations that are missing; returns their names. Idempotent."""

    def health(self) -> None:
        """Raise StoreUnavailableError, SchemaTooOldError or SchemaTooNewError, or return."""

    def check(self) -> tuple[Finding, ...]:
        """Look for what should never be: missing indexes, orphans, short-cuts that do not match events."""

    def close(self) -> None: ...
