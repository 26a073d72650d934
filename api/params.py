"""What a question's address may hold. A name that is not listed here is refused: a mistyped filter would lie."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from api import times
from api.countries import alpha3
from api.places import canonical
from api.settings import Settings
from graph.candidates import MOST_DAYS, WITHIN, Order
from graph.cursors import decode
from graph.dyads import Period
from graph.errors import QueryError
from graph.model import Action, Modality
from graph.pairings import Group
from graph.paths import EVIDENCE, Bounds, Through
from graph.questions import Scope
from graph.rollup import RollUp
from graph.store import Direction
from graph.text import legible


def _legible(text: str) -> str:
    if legible(text) != text:
        raise ValueError("a name holds no control characters")
    return text


def _written(read: Callable[[str], object]) -> BeforeValidator:
    return BeforeValidator(lambda value: read(value) if isinstance(value, str) else value)


Day = Annotated[date, _written(times.day)]
Instant = Annotated[datetime, _written(times.instant)]
Days = Annotated[int, _written(times.days)]
Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_legible)]
Mode = Annotated[str, Field(max_length=50)]


class Bounded(BaseModel):
    """A list of at most so many items."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    limit: int | None = Field(None, ge=1, description="Most items of this answer; the service has a default and a cap.")

    def size(self, settings: Settings) -> int:
        """Raises QueryError over CASUS_PAGE_MAX."""
        if self.limit is not None and self.limit > settings.page_max:
            raise QueryError(f"limit is {self.limit}, the most is {settings.page_max}; ask for fewer")
        return self.limit or settings.page_default


def bounded(name: str, asked: int | None, default: int, most: int) -> int:
    """What was asked for, else the default. Raises QueryError for more than `most`."""
    if asked is not None and asked > most:
        raise QueryError(f"{name} is {asked}, the most is {most}; ask for less")
    return asked or default


class Asked(BaseModel):
    """What every question takes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: Instant | None = Field(None, description="Answer with what was known at this instant (with its zone).")


class Sized(Asked, Bounded):
    """A question with a list for an answer."""


class Narrowed(Sized):
    """A question about events, by what tells them apart whatever they are."""

    since: Day | None = Field(None, description="First day, inclusive (YYYY-MM-DD); leaves undated events out.")
    until: Day | None = Field(None, description="Last day, inclusive; leaves undated events out.")
    place: Name | None = Field(None, description="Name of the place, in English or Indonesian.")
    country: Name | None = Field(
        None, description="An actor on either side is this country or belongs to it: alpha-3, or its name."
    )
    source: Name | None = Field(None, description="Data set (as `gdelt`), or publisher of one of the reports.")
    min_reports: int | None = Field(None, ge=1, le=1_000_000, description="Least number of reports.")

    def scope(self, settings: Settings) -> Scope:
        """Raises QueryError."""
        return Scope(
            since=self.since,
            until=self.until,
            place=canonical(self.place),
            country=alpha3(self.country) if self.country is not None else None,
            source=self.source,
            min_reports=self.min_reports,
            limit=self.size(settings),
        )


class Moded(Narrowed):
    mode: list[Mode] = Field([], description="Modes of the action, as `visit`; may be repeated.")

    def scope(self, settings: Settings) -> Scope:
        return replace(super().scope(settings), modes=frozenset(self.mode))


class Acted(Moded):
    action: list[Action] = Field([], description="Actions; may be repeated.")

    def scope(self, settings: Settings) -> Scope:
        return replace(super().scope(settings), actions=frozenset(self.action))


class Judged(Narrowed):
    modality: list[Modality] = Field(
        [], description="Status of the act; without it only what has happened counts. May be repeated."
    )
    min_confidence: float | None = Field(None, ge=0, le=1, description="Least confidence.")

    def scope(self, settings: Settings) -> Scope:
        modalities = frozenset(self.modality) or None
        return replace(super().scope(settings), modalities=modalities, min_confidence=self.min_confidence)


class Rolled(Narrowed):
    roll_up: RollUp | None = Field(
        None,
        description="Without it a country's name stands for its persons and bodies too. `none`: not so. "
        "`country`: so, and where an answer groups by actors, these count for their countries.",
    )

    def scope(self, settings: Settings) -> Scope:
        return replace(super().scope(settings), roll_up=self.roll_up)


class Paged(Narrowed):
    """A list that has pages. `sides`, here and elsewhere, are the parts of the address that belong to the question."""

    cursor: Annotated[str, Field(max_length=1000)] | None = Field(None, description="The `next` of the page before.")

    def question(self, *sides: str) -> str:
        """All that is asked but which page of what size, alike for whatever is asked alike."""
        asked = self.model_dump(mode="json", exclude={"cursor", "limit"})
        told = {name: sorted(set(value)) if isinstance(value, list) else value for name, value in asked.items()}
        return json.dumps([type(self).__name__, sides, told], sort_keys=True)

    def page(self, settings: Settings, *sides: str) -> Scope:
        """The scope of the page. Raises QueryError, CursorError."""
        after = decode(self.cursor, self.question(*sides))
        return replace(self.scope(settings), after=after, count=settings.count_max)


class Linked(Acted, Judged):
    """What is linked with an event."""

    modality: list[Modality] = Field([], description="Status of the act; any, without it. May be repeated.")

    def scope(self, settings: Settings) -> Scope:
        return replace(super().scope(settings), modalities=frozenset(self.modality or Modality))


class Dyad(Acted, Judged, Rolled, Paged):
    period: Period = Field(Period.MONTH, description="Span of the series.")


class Neighbours(Acted, Judged, Rolled):
    """Whom an actor has to do with."""


class Profile(Acted, Judged, Rolled):
    limit: int | None = Field(None, ge=1, description="Most counterparts; the service has a default and a cap.")

    def size(self, settings: Settings) -> int:
        """Raises QueryError over CASUS_PAGE_MAX."""
        return bounded("limit", self.limit, settings.profile_counterparts, settings.page_max)


class Paths(Acted, Judged, Rolled):
    from_: Name = Field(alias="from", description="Name or identifier of where the paths start.")
    to: Name = Field(description="Name or identifier of where they end.")
    through: Through = Field(
        Through.MEETINGS, description="What joins two actors; `action`, where it is given, goes before."
    )
    hops: int | None = Field(None, ge=1, description="Most steps; the service has a default and a cap.")
    events: int = Field(EVIDENCE, ge=1, le=10, description="Acts told of each step, the latest.")
    limit: int | None = Field(None, ge=1, description="Most paths; the service has a default and a cap.")

    def size(self, settings: Settings) -> int:
        """Raises QueryError."""
        return bounded("limit", self.limit, settings.paths_default, settings.paths_max)

    def bounds(self, settings: Settings) -> Bounds:
        """Raises QueryError."""
        return Bounds(
            hops=bounded("hops", self.hops, settings.path_hops_default, settings.path_hops_max),
            frontier=settings.path_frontier,
            fan_out=settings.path_fan_out,
            evidence=self.events,
            seconds=settings.query_seconds,
        )


class Overview(Acted, Judged):
    """The whole store as nodes and edges."""

    limit: int | None = Field(None, alias="edges", ge=1, description="Most edges; the service has a default and a cap.")

    def size(self, settings: Settings) -> int:
        """Raises QueryError."""
        return bounded("edges", self.limit, settings.network_edges_default, settings.network_edges_max)


class Network(Overview, Rolled):
    radius: int = Field(1, ge=1, le=2, description="Steps from the actor.")


class Chains(Acted, Judged, Rolled):
    event: Name | None = Field(None, description="Identifier of the event to start from; this or `actor`.")
    actor: Name | None = Field(None, description="Name or identifier of whoever's events to start from.")
    direction: Direction = Field(Direction.EFFECTS, description="What came of it, or what it came of.")
    depth: int | None = Field(None, ge=1, description="Steps; the service has a default and a cap.")
    breadth: int | None = Field(None, ge=1, description="Branches of an event; the service has a default and a cap.")


class _Between(BaseModel):
    actor: Name | None = Field(None, description="Name or identifier of one side.")
    with_: Name | None = Field(None, alias="with", description="Name or identifier of the other side.")


class _Directed(BaseModel):
    by: Name | None = Field(None, description="Who acted.")
    against: Name | None = Field(None, description="Who was acted upon.")


class Meetings(Moded, Judged, Rolled, Paged, _Between):
    group: Group | None = Field(
        None, description="`pair`: tell who met whom how often in place of each meeting, most often first; no pages."
    )


class Events(Acted, Judged, Rolled, Paged, _Between, _Directed):
    """Who did what to whom."""


class Responses(Acted, Judged, Rolled, Paged):
    to: Action | None = Field(None, description="Action of the cause, such as ASSAULT.")
    by: Name | None = Field(None, description="Who responded: source of the effect.")
    against: Name | None = Field(None, description="Against whom: target of the effect.")
    action: list[Action] = Field([], description="Actions of the effect; may be repeated.")


class Candidates(Acted, Rolled, Paged):
    to: Action | None = Field(None, description="Action of the cause, hostile; ASSAULT where none is given.")
    by: Name | None = Field(None, description="Who may have answered: source of the effect, target of the cause.")
    against: Name | None = Field(None, description="Against whom: target of the effect, source of the cause.")
    action: list[Action] = Field([], description="Actions of the effect; any material conflict where none is given.")
    mode: list[Mode] = Field([], description="Modes of the effect's action; may be repeated.")
    within: Days = Field(
        WITHIN, ge=0, le=MOST_DAYS, description="Most days from cause to effect, as 14d or 14; 0 is the same day."
    )
    order: Order = Field(
        Order.LATEST, description="`latest` cause first, or least `chance` first of all causes that were looked at."
    )


class Words(Asked):
    limit: int | None = Field(None, ge=1, description="Most hits of each kind; the service has a default and a cap.")
    q: str = Field(min_length=1, description="Words of a name, a title or a sentence.")


class Search(Sized):
    q: Name = Field(description="Words of a name; beginnings of words suffice.")
