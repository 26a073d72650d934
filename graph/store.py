"""What a store promises: three small protocols, kept by `graph.sqlite` and `graph.neo4j` alike.

One conformance suite (tests/store/) runs every promise over both.

Time is double. `Event.date` is when it happened; a row's recorded and retracted instants are when Casus knew.
A `View` is taken as of an instant (default: now) and shows only what was known then: a row from the instant it was
recorded until, not including, the instant it was retracted; an event while at least one of its reports shows. Values
that merging filled in later (a mode, a country, an alias) show in every view.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from graph.batch import Batch, Written
from graph.bonds import Bonds
from graph.dump import Dump
from graph.errors import QueryError
from graph.keys import Keys
from graph.merges import Merge
from graph.model import (
    Action,
    Actor,
    ActorRef,
    Article,
    DatePrecision,
    Event,
    Job,
    JobKind,
    Modality,
    Response,
)
from graph.pairings import Pairing
from graph.profiles import Profiles
from graph.rows import Rows, RowsWritten
from graph.search import SearchAnswer, SearchQuery

Item = TypeVar("Item")
Progress = Callable[[RowsWritten], Job]  # where a load stands once a batch is written
QUERY_SECONDS = 10.0  # for each question, unless whoever opens a store says otherwise


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended: the last item's day (None: undated) and identifier(s)."""

    day: date | None
    key: str


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Items in order; `next` is where the following page starts, None when this is the last one.

    `total`: how many there are on all pages; None where nobody counted. Stores leave it to whoever asks.
    """

    items: tuple[Item, ...]
    next: Cursor | None = None
    total: int | None = None

    @property
    def truncated(self) -> bool:
        return self.next is not None


@dataclass(frozen=True, slots=True)
class ActorFilter:
    """Any of these actors; with `roll_up`, also every actor that belongs to one of these countries (alpha-3).

    Both empty: no actor at all, so nothing matches.
    """

    ids: frozenset[str]
    roll_up: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events. Empty sets and None do not filter.

    `actor` stands on either side, `counterpart` on the other one (on either, where no `actor` is given).
    `both_sides` wants a source and a target. `since` and `until` are inclusive days, compared with `Event.date`, and
    leave undated events out. `place` is a folded place name. `country` (alpha-3): an actor on either side is that
    country or belongs to it. `told_by` is the folded name of the event's data set, or of the publisher of a report that
    shows. `min_reports`: at least so many reports show. `min_confidence` leaves out events without a confidence.
    Order: latest day first, undated last, then by identifier.
    Raises QueryError when `limit` or `min_reports` is under 1 or `since` after `until`.
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
    country: str | None = None
    told_by: str | None = None
    min_reports: int | None = None
    min_confidence: float | None = None
    limit: int = 100
    after: Cursor | None = None

    def __post_init__(self) -> None:
        _check_limit(self.limit)
        if self.min_reports is not None and self.min_reports < 1:
            raise QueryError(f"min_reports {self.min_reports} is under 1")
        if self.since and self.until and self.since > self.until:
            raise QueryError(f"since {self.since} is after until {self.until}: swap them")


def _check_limit(limit: int) -> None:
    if limit < 1:
        raise QueryError(f"limit {limit} is under 1")


@dataclass(frozen=True, slots=True)
class ResponseQuery:
    """Which links: an event query on the cause and one on the effect; their own limits and cursors do not count.

    A pair of events that several articles link is one response, with the most confident link (none: least; ties:
    smallest article identifier). Order: the effect's, then by the cause's identifier.
    The cursor's day is the effect's, its key `effect id + " " + cause id`; QueryError when it is not.
    """

    cause: EventQuery = field(default_factory=EventQuery)
    effect: EventQuery = field(default_factory=EventQuery)
    limit: int = 100
    after: Cursor | None = None

    def __post_init__(self) -> None:
        _check_limit(self.limit)
        if self.after and self.after.key.count(" ") != 1:
            raise QueryError(f"a cursor of responses names an effect and a cause, not {self.after.key!r}")


class Direction(StrEnum):
    """From an event to what it led to, or back to what led to it."""

    EFFECTS = "effects"
    CAUSES = "causes"


@dataclass(frozen=True, slots=True)
class StepQuery:
    """What these events are linked with in one direction, where an event at the other end is one of `other`.

    Of each event the first `each`: earliest first, undated last, then by identifier. The limit and cursor of `other` do
    not count. Raises QueryError when `each` is under 1.
    """

    events: tuple[str, ...]
    direction: Direction
    other: EventQuery
    each: int

    def __post_init__(self) -> None:
        _check_limit(self.each)


@dataclass(frozen=True, slots=True)
class Opening:
    """An event that may have been answered, its day, and its dyad: `by` may answer, `against` did the first act."""

    event: str
    day: date
    by: ActorFilter
    against: ActorFilter


@dataclass(frozen=True, slots=True)
class ReplyQuery:
    """Acts in the opposite direction of each opening's dyad, on its day or up to `within` days later.

    They have occurred, on one known day, are one of `actions` and `modes` (none: of any), and no link joins them to the
    opening, either way.
    Of each opening the first `each`, by day, then by identifier. Raises QueryError where a number makes no sense.
    """

    openings: tuple[Opening, ...]
    actions: frozenset[Action]
    within: int
    each: int
    modes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        _check_limit(self.each)
        if self.within < 0:
            raise QueryError(f"within {self.within} days is under 0")

    def until(self, opening: Opening) -> date:
        """The last day on which a reply to the opening may fall."""
        return date.fromordinal(min(opening.day.toordinal() + self.within, date.max.toordinal()))


@dataclass(frozen=True, slots=True)
class Reply:
    """An act after an opening, and how often such acts come.

    `acts`: how many of the query's kind the one side has done to the other, by the same rules, whenever; `first` and
    `last`: days of the first and last act between the two, in either direction, whatever the action.
    """

    opening: str
    event: Event
    acts: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class TallyQuery:
    """Acts between two sides, either way, that are one of `which`; its actors, limit and cursor do not count."""

    one: ActorFilter
    other: ActorFilter
    which: EventQuery


@dataclass(frozen=True, slots=True)
class Tally:
    """How many acts of one day are alike; `event` is the smallest identifier among them.

    `forward`: from the one side to the other. An act that is both ways, where the sides overlap, counts as forward.
    """

    forward: bool
    day: date | None
    precision: DatePrecision
    action: Action
    intensity: float
    events: int
    event: str


@dataclass(frozen=True, slots=True)
class WeightQuery:
    """Acts between some actors and anyone else that are one of `which`; its actors, limit and cursor do not count.

    Of the `limit` others with the most such acts (ties: smallest identifier). `by_country`: the others count for their
    countries (graph/rollup.py), and acts within one country are left out. Raises QueryError when it is under 1.
    """

    of: ActorFilter
    which: EventQuery
    limit: int
    by_country: bool = False

    def __post_init__(self) -> None:
        _check_limit(self.limit)


@dataclass(frozen=True, slots=True)
class Weight:
    """How often an actor was acted upon (`outward`) or acted in one way, and the first and last known day of it."""

    actor: ActorRef
    outward: bool
    action: Action
    events: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `casus store check`."""

    ok: bool
    name: str
    detail: str


class View(Bonds, Profiles, Protocol):
    """Read-only questions, as of one instant. What is unknown or does not show is None or nothing, never an error.

    `limit`: how many answers at most, the first ones; None for all.

    Raises StoreError; InputError for text that is not Unicode (a lone surrogate).
    """

    def events(self, query: EventQuery) -> Page[Event]:
        """Events in the query's order, each with its reports.

        Reports: oldest article first (no day: last), then by article, start and trigger.
        """

    def responses(self, query: ResponseQuery) -> Page[Response]:
        """Linked pairs, latest effect first."""

    def count_events(self, query: EventQuery, most: int) -> int | None:
        """How many events the question has on all its pages; None where that takes a look at more than `most` events.

        What is looked at is up to the store: Neo4j counts only from some actors, a place, or a rare publisher or set.
        """

    def count_responses(self, query: ResponseQuery, most: int) -> int | None:
        """The same of linked pairs."""

    def tally(self, query: TallyQuery) -> tuple[Tally, ...]:
        """Acts between two sides, counted by direction, day, precision, action and intensity; in no order."""

    def weights(self, query: WeightQuery) -> tuple[Weight, ...]:
        """Whom some actors have to do with, by direction and action; in no order."""

    def steps(self, query: StepQuery) -> tuple[Response, ...]:
        """Linked pairs, by event in the query's order, then in its order of the other ends."""

    def replies(self, query: ReplyQuery) -> tuple[Reply, ...]:
        """What followed, found by days and sides alone: by opening in the query's order, then by day and identifier."""

    def event(self, event_id: str) -> Event | None:
        """One event whatever its modality, with every report."""

    def causes(self, event_id: str, limit: int | None = None) -> tuple[Response, ...]:
        """What led to the event, any modality: earliest cause first, undated last, then by identifier."""

    def effects(self, event_id: str, limit: int | None = None) -> tuple[Response, ...]:
        """What the event led to, any modality: earliest effect first, undated last, then by identifier."""

    def actors(self, text: str, limit: int) -> tuple[Actor, ...]:
        """Actors one of whose names holds every word of `text` as the beginning of a word; none for no word.

        Actors with a name that folds to the same text come first; then by folded name, then by identifier.
        """

    def named(self, name: str) -> tuple[Actor, ...]:
        """Actors whose identifier is `name` or one of whose names folds to the same text; by identifier."""

    def search(self, query: SearchQuery) -> SearchAnswer:
        """Actors and places by name, articles by title, and sentences, with every word of one of the query's forms.

        A word may be the beginning of the text's, or differ from it by a slip (graph/matching.py). Exact ones come
        first, then beginnings, then slips; of actors and places those that more events ever named, then by name; of
        titles and sentences the latest article's.
        """

    def actor(self, actor_id: str) -> Actor | None:
        """The actor with this identifier, or the last one that it was merged into."""

    def pairings(self, query: EventQuery, by_country: bool = False) -> tuple[Pairing, ...]:
        """The `query.limit` pairs of different actors that most of its events name; ties: smallest identifiers.

        `by_country`: an actor counts for its country (graph/rollup.py), also where the store does not hold that.
        """

    def merges(self) -> tuple[Merge, ...]:
        """The merges of actors that stand, the latest first, then by identifier; `as_of` does not count."""

    def article(self, article_id: str) -> Article | None: ...

    def article_events(self, article_id: str, limit: int | None = None) -> tuple[Event, ...]:
        """Every event that the article reports, any modality, by where it first tells of it, then by identifier."""

    def records(self, dataset: str) -> Iterator[tuple[str, str, str]]:
        """(record, event, version) of every event of a data set that shows now, in no order; `as_of` does not count."""

    def counts(self) -> Mapping[str, int]:
        """Rows that show, by kind: actors, places, articles, events, reports, links (whatever their ends)."""


class Writer(Protocol):
    """Idempotent: writing the same batch again changes nothing."""

    def write(self, batch: Batch, at: datetime) -> Written:
        """Write all of the batch in one transaction, or nothing.

        A known event keeps its identifier, sides, dates and first recorded instant; it gains reports, the higher
        confidence, and a mode (with its quad and intensity), CAMEO code or place where it had none; if it was
        retracted it shows again. A known actor gains aliases (another name becomes one; they are kept sorted, without
        the name), and a country or Wikidata item where it had none; a known place a country, or latitude and
        longitude. A known article, report (event, article, start, trigger) or link (cause, effect, article) stays as
        it is. An article that was retracted stays so: it is left out (`Batch.without`) and counted as withdrawn.
        `at` becomes the recorded instant of new rows. Raises InputError (`Batch.check`, or a link's event is nowhere)
        and StoreError.
        """

    def write_rows(self, rows: Rows, at: datetime, job: Progress | None = None) -> RowsWritten:
        """Write all of a data set's rows in one transaction with the job that `job` makes of the result, or nothing.

        A row whose event the store shows is merged. Another event of its record is retracted for it, with its reports,
        unless that has a greater version; a retracted event whose row comes back shows as if it had never gone. A
        known source stays as it is; of a known report only the sentence's index is taken where it was unknown. `job`
        must not have effects that matter when the transaction is tried again. Raises StoreError.
        """

    def retract_events(self, events: Iterable[str], at: datetime) -> int:
        """Withdraw events of data sets, with their reports; returns how many showed until now."""

    def retract(self, article_id: str, at: datetime) -> int:
        """Withdraw an article with its reports and links; an event left without reports is retracted.

        Returns how many reports went; 0 when it was withdrawn before. Raises NotFoundError for an unknown article.
        """

    def merge(self, old: str, into: str, by: str, why: str, at: datetime) -> Merge:
        """Let `old` be another identifier of `into`, or of the last actor that this one was merged into.

        Its events, names and claims are told of that actor, in every view, and so is what is loaded of it later. Events
        keep their identifiers; one that is loaded is merged with a known one where their sides lead to the same actors.
        The other properties of an actor are its own: it gains no country. Merging again changes nothing. Raises
        NotFoundError for an unknown actor, InputError for a country, and for an actor that is merged elsewhere or leads
        to itself.
        """

    def unmerge(self, old: str) -> Merge:
        """Undo a merge: what was told of `old` is its own again. What a load has merged meanwhile stays so.

        Raises NotFoundError unless it is merged.
        """


class Jobs(Protocol):
    """Loads; they live in the store, so a restart forgets none."""

    def put(self, job: Job) -> None:
        """Write the job, or write over the one with its identifier."""

    def get(self, job_id: str) -> Job | None: ...

    def latest(self, limit: int, kind: JobKind | None = None) -> tuple[Job, ...]:
        """Jobs, the newest first; of one kind, where one is named."""

    def pending(self) -> tuple[str, ...]:
        """Identifiers of queued and running loads of articles, oldest first, then by identifier."""

    def prune(self, kept: int) -> int:
        """Forget ended loads of articles but for the `kept` that changed last; returns how many went."""


class Store(Protocol):
    """One open store. Safe to use from several threads.

    A store without anything in it gets the whole schema when it is opened. One with another schema opens too, but every
    use except `schema`, `migrate`, `check` and `close` raises SchemaTooOldError or SchemaTooNewError; `migrate` too
    raises the latter.
    """

    address: str
    rows_at_once: int
    """Rows of a data set that one transaction should hold: more take longer than a transaction may."""

    def view(self, as_of: datetime | None = None, reports: int | None = None) -> View:
        """A view in which an event has at most `reports` reports, the first ones, and counts the others; None: all."""

    def writer(self) -> Writer: ...

    def filling(self) -> AbstractContextManager[None]:
        """Announce a large load. A store without events may put indexes off until the block ends.

        Questions then raise StoreUnavailableError meanwhile.
        """

    def jobs(self) -> Jobs: ...

    def keys(self) -> Keys: ...

    def dump(self) -> AbstractContextManager[Dump]:
        """All that the store holds but its jobs and keys, as it is on entry, without a limit of time.

        Loads into SQLite go on meanwhile; those into Neo4j wait for the end, and give up after their own limit.
        Raises StoreError, then and while rows are read.
        """

    def revision(self) -> str:
        """A value that every write changes, in the same transaction; the same to every process, and after a restart.

        Jobs leave it as it is. Asked for before a question, it never stands for more than the question sees.
        """

    def schema(self) -> tuple[int, int]:
        """(version of the store, version that this Casus writes)."""

    def migrate(self) -> tuple[str, ...]:
        """Apply the numbered migrations that are missing; returns their names. Idempotent."""

    def health(self) -> None:
        """Raise StoreUnavailableError, SchemaTooOldError or SchemaTooNewError, or return."""

    def check(self) -> tuple[Finding, ...]:
        """Look for what should never be: missing indexes, orphans, what was derived from events and is not right."""

    def rebuild(self) -> None:
        """Make anew what is derived from events: SQLite's counted pairs of actors, Neo4j's short-cuts between them.

        A part at a time, each in its transaction, beside questions and writers. Raises StoreError.
        """

    def close(self) -> None:
        """Give back what the store holds; using it afterwards raises StoreUnavailableError. Idempotent."""
