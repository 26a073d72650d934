"""Shapes of the wire that are not the graph's own models. Events, responses, actors go out as they are."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Generic, Literal, Self, TypeVar

from fastapi import Request, Response
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictStr, model_validator

from api.params import Day
from graph import model
from graph.candidates import Candidate, Candidates
from graph.cursors import encode
from graph.dyads import Dyad
from graph.model import Actor, Article, Event, Job, JobKind, JobState
from graph.store import Page
from loaders.address import without_credentials
from loaders.datasets.jobs import Tally, state_of

Item = TypeVar("Item")


class Listing(BaseModel, Generic[Item]):
    """Items in order. `truncated`: there are more. `next` asks for them (as `cursor`), and so does the Link header.

    `total`: how many there are on all pages, where that is cheap to know.
    """

    items: tuple[Item, ...]
    truncated: bool = False
    next: str | None = None
    total: int | None = None

    @classmethod
    def cut(cls, items: tuple[Item, ...], truncated: bool) -> Self:
        """A list without pages, whose total is known where nothing was cut off."""
        return cls(items=items, truncated=truncated, total=None if truncated else len(items))


def listing(page: Page[Item], question: str, request: Request, response: Response) -> Listing[Item]:
    """`question` is what the cursor is bound to."""
    following = encode(page.next, question)
    _lead_on(following, request, response)
    return Listing(items=page.items, truncated=page.truncated, next=following, total=page.total)


def _lead_on(following: str | None, request: Request, response: Response) -> None:
    if following is not None:
        response.headers["Link"] = f'<{request.url.include_query_params(cursor=following)}>; rel="next"'


class CandidateListing(Listing[Candidate]):
    """Pairs that days and sides alone suggest; `method` says how. `causes`: how many were looked at for this answer.

    `truncated` without `next`: there are more, but only the latest order has pages.
    """

    candidate: Literal[True] = True
    method: str
    causes: int

    @classmethod
    def of(cls, found: Candidates, question: str) -> Self:
        known = {name: getattr(found, name) for name in ("items", "method", "causes", "truncated")}
        return cls(**known, next=encode(found.next, question))


def candidate_listing(found: Candidates, question: str, request: Request, response: Response) -> CandidateListing:
    answer = CandidateListing.of(found, question)
    _lead_on(answer.next, request, response)
    return answer


class DyadListing(Listing[Event]):
    """Acts between two sides, either way, latest first, and what they come to over all pages."""

    dyad: Dyad


class ArticleAnswer(Article):
    """An article and the events that it reports. `truncated`: it reports more than CASUS_PAGE_MAX."""

    events: tuple[Event, ...]
    truncated: bool


class EventAnswer(Event):
    """An event with what led to it and what it led to. `truncated`: there are more of either."""

    causes: tuple[model.Response, ...]
    effects: tuple[model.Response, ...]
    truncated: bool


class ActorAnswer(Actor):
    """An actor and its events, of any status. `truncated`: there are more."""

    events: tuple[Event, ...]
    truncated: bool


def _text_only(value: object) -> object:
    if value is not None and not isinstance(value, str):
        raise ValueError("write a day as text, YYYY-MM-DD")
    return value


Short = Annotated[StrictStr, Field(min_length=1, max_length=2000)]


def _no_credentials(url: str) -> str:
    if without_credentials(url) != url:
        raise ValueError("an address must not hold a user or password, for it is kept and shown")
    return url


class ArticleIn(BaseModel):
    """An article to load: exactly one of `text`, `html` and `url`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Annotated[StrictStr, Field(min_length=1)] | None = Field(None, description="Plain text.")
    html: Annotated[StrictStr, Field(min_length=1)] | None = Field(None, description="A page; its main text is taken.")
    url: Annotated[StrictStr, Field(pattern=r"^https?://", max_length=2000), AfterValidator(_no_credentials)] | None = (
        Field(None, description="Public address to fetch, without user or password. With `text` or `html` absent only.")
    )
    title: Short | None = None
    published: Annotated[Day, BeforeValidator(_text_only)] | None = Field(None, description="Day of publication.")
    publisher: Short | None = None
    lang: Annotated[StrictStr, Field(pattern=r"^[a-z]{2,3}$")] | None = Field(
        None, description="ISO 639 code; without it the language is detected."
    )
    id: Annotated[StrictStr, Field(pattern=r"^\S{1,200}$")] | None = Field(None, description="Your own identifier.")

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        if sum(part is not None for part in (self.text, self.html, self.url)) != 1:
            raise ValueError("give exactly one of text, html and url")
        return self


class Accepted(BaseModel):
    job: str = Field(description="Identifier of the job; the Location header is its address.")


class JobAnswer(BaseModel):
    """Where a load stands. A load of articles has a `summary` once it has run, one of a data set after each batch."""

    id: str
    kind: JobKind
    state: JobState
    input: str | None = Field(None, description="The file of a data set.")
    format: str | None = None
    created_at: datetime
    updated_at: datetime
    summary: dict[str, object] | None
    error: str | None

    @classmethod
    def of(cls, job: Job) -> Self:
        told = {name: job.payload.get(name) for name in ("input", "format")} if job.kind is JobKind.DATASET else {}
        summary = job.summary
        if job.kind is JobKind.DATASET and summary is not None:
            summary = {**summary, "rate": Tally.of(summary).rate, "rejects": job.payload.get("rejects")}
        known = job.model_dump(include={"id", "kind", "created_at", "updated_at", "error"})
        return cls.model_validate({**known, **told, "state": state_of(job), "summary": summary})

    def count(self, name: str) -> str:
        """A number of the summary, for people."""
        value = (self.summary or {}).get(name)
        return f"{value:,.0f}" if isinstance(value, int | float) else ""


class JobProgress(BaseModel):
    """One event of a job's stream. `counts`: numbers of its summary, those of a load of articles once it has run."""

    id: str
    kind: JobKind
    state: JobState
    updated_at: datetime
    counts: dict[str, float | int]
    error: str | None

    @classmethod
    def of(cls, job: Job) -> Self:
        told = JobAnswer.of(job)
        counts = {name: value for name, value in (told.summary or {}).items() if type(value) in {int, float}}
        return cls.model_validate({**told.model_dump(include=set(cls.model_fields)), "counts": counts})

    @property
    def event(self) -> str:
        """Names this state of the job among all others that it has been in."""
        return f"{self.state}-{self.updated_at.isoformat()}"


class Health(BaseModel):
    status: str
    version: str


class Ready(Health):
    store: str = Field(description="Kind of the store.")
    graph_schema: int = Field(description="Version of the store's schema.")
