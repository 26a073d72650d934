"""What is known, as values: the one shape in which every room, store and answer speaks.

Names follow PLOVER (action, mode, quad) and the design's graph model. Models are frozen; identifiers are
deterministic, so the same input gives the same graph.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from graph.text import digest, fold

_PLAIN_RECORD = re.compile(r"[\w.:-]{1,60}\Z", re.ASCII)


class Action(StrEnum):
    """The sixteen event types of PLOVER."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Modality(StrEnum):
    """The status of the act, not of the report. Only `occurred` counts as having happened."""

    OCCURRED = "occurred"
    PLANNED = "planned"
    THREATENED = "threatened"
    CALLED_FOR = "called_for"
    DENIED = "denied"


class ActorKind(StrEnum):
    PERSON = "person"
    COUNTRY = "country"
    ORGANIZATION = "organization"
    ARMED_GROUP = "armed_group"
    GROUP = "group"


class DatePrecision(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class LinkMethod(StrEnum):
    """How a link was found; every one rests on words of a text, or on a curator."""

    CONNECTIVE = "connective"
    REACTION = "reaction"
    MODEL = "model"
    CURATOR = "curator"


class Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Day = date  # the field `Event.date` hides the type's own name in its class
Country = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 3166-1 alpha-3")]
Share = Annotated[float, Field(ge=0, le=1)]


class ActorRef(Value):
    """An actor as an event names it."""

    id: str
    name: str
    kind: ActorKind
    country: Country | None = None


class Actor(ActorRef):
    """An actor as a node. `aliases` are surfaces that texts and lists use for it."""

    aliases: tuple[str, ...] = ()
    wikidata: str | None = None

    def ref(self) -> ActorRef:
        return ActorRef(id=self.id, name=self.name, kind=self.kind, country=self.country)


class Place(Value):
    """Where an event happened; `lat` and `lon` in degrees (WGS 84)."""

    id: str
    name: str
    country: Country | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None


class ArticleRef(Value):
    """An article as a report cites it. `published` is a day."""

    id: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None


class Article(ArticleRef):
    """An article that was read; of a source that a data set only cites, all four are None."""

    text: str | None = None
    lang: str | None = None
    fetched_at: AwareDatetime | None = None
    sha256: str | None = None

    def ref(self) -> ArticleRef:
        return ArticleRef(**self.model_dump(include=set(ArticleRef.model_fields)))


class ReadArticle(Article):
    """An article on its way from a reader of texts into a store."""

    text: str
    lang: str
    fetched_at: AwareDatetime
    sha256: str


class Report(Value):
    """One sentence that tells of an event: `article.text[start:end] == sentence`, offsets in code points.

    A data set gives none: then `sentence`, `start`, `end` and `trigger` are None, and `sentence_index` is what the set
    tells of it.
    """

    sentence: str | None = None
    sentence_index: int | None = None
    start: int | None = None
    end: int | None = None
    trigger: str | None = None
    attributed_to: ActorRef | None = None
    extractor: str
    article: ArticleRef


class Record(Value):
    """The row of a data set that an event is: the set's own identifier, version and counts.

    `mentions`, `sources`, `articles`: how often it was told; `deaths`: people killed, best, low and high estimate.
    `contexts` are PLOVER's; `note` is the coders' own words, no source's sentence.
    """

    dataset: str
    id: str
    version: str = ""
    mentions: int | None = None
    sources: int | None = None
    articles: int | None = None
    deaths: int | None = None
    deaths_low: int | None = None
    deaths_high: int | None = None
    contexts: tuple[str, ...] = ()
    note: str | None = None


class Event(Value):
    """An act with at least one actor. `intensity` is PLOVER's score, -10 (conflict) to 10 (cooperation).

    `reports_omitted`: how many more reports there are than a bounded answer shows; absent where none are left out.
    """

    id: str
    action: Action
    mode: str | None = None
    cameo: str | None = None
    quad: Annotated[int, Field(ge=1, le=4)]
    intensity: float
    modality: Modality
    source: ActorRef | None = None
    target: ActorRef | None = None
    date: Day | None = None
    date_end: Day | None = None
    date_precision: DatePrecision = DatePrecision.UNKNOWN
    place: Place | None = None
    confidence: Share | None = None
    recorded_at: AwareDatetime
    record: Record | None = None
    reports: tuple[Report, ...] = ()
    reports_omitted: Annotated[int, Field(ge=0, exclude_if=lambda omitted: omitted == 0)] = 0


class Link(Value):
    """Words that say one event led to another. `lag_days`: days from cause to effect, none unless both are days."""

    method: LinkMethod
    evidence: str
    sentence: str
    start: int
    end: int
    confidence: Share | None = None
    lag_days: int | None = None
    article: ArticleRef


class EventLink(Value):
    """A link on its way into a store, its two ends by event identifier."""

    cause: str
    effect: str
    link: Link


class Response(Value):
    """A cause, what it led to, and the words that say so."""

    cause: Event
    effect: Event
    link: Link


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"


class JobKind(StrEnum):
    """Articles sent to the API, which the service reads; or a data set that `casus load` reads."""

    ARTICLES = "articles"
    DATASET = "dataset"


class Job(Value):
    """A load. `payload` is what it needs to be run again after a restart."""

    id: str
    kind: JobKind = JobKind.ARTICLES
    state: JobState
    created_at: AwareDatetime
    updated_at: AwareDatetime
    payload: dict[str, object]
    summary: dict[str, object] | None = None
    error: str | None = None


def actor_id(name: str, scope: str | None = None) -> str:
    """Identifier of an actor that is not a state (a state's is its alpha-3 code).

    `scope` (an article id) keeps unnamed people of different articles apart.
    """
    return digest("ac", fold(name), scope)


def place_id(name: str, country: str | None) -> str:
    return digest("pl", fold(name), country)


def article_id(url: str | None, sha256: str) -> str:
    return digest("ar", url, sha256)


def record_event_id(dataset: str, record: str, *content: object) -> str:
    """Identifier of a data set's row: of the same row with other content it is another one.

    It begins with set and row, so that rows that come together lie together in an index.
    """
    shown = record if _PLAIN_RECORD.match(record) else digest("r", record)
    return f"{_set_prefix(dataset)}-{shown}-{digest('', *content)[1:9]}"


@cache
def _set_prefix(dataset: str) -> str:
    return digest("ev", dataset)[:7]


def event_id(
    action: Action, modality: Modality, source: str | None, target: str | None, day: date | None, scope: str | None
) -> str:
    """Identifier of an event: the same act between the same actors on the same day is one event in every article.

    `scope` (an article id) is given when the day is unknown: then nothing says that two articles mean one act.
    CONSULT has no direction of its own, so both orders give one identifier.
    """
    sides = [source or "", target or ""]
    if action is Action.CONSULT:
        sides.sort()
    return digest("ev", action, modality, *sides, day, scope)


def instant(moment: datetime) -> str:
    """ISO 8601 in UTC with microseconds: sorts as text, reads back exactly."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
