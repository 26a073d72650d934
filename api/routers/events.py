"""Events, one and many, and what led to them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.deps import SettingsDep, ViewDep
from api.params import Asked, Events, Linked
from api.settings import Settings
from api.shapes import Listing, listing
from graph import model, questions
from graph.errors import NotFoundError
from graph.model import Event
from graph.store import Direction, StepQuery, View

router = APIRouter(prefix="/events", tags=["Events"])


def known(view: View, event_id: str) -> Event:
    """Raises NotFoundError."""
    event = view.event(event_id)
    if event is None:
        raise NotFoundError(f"there is no event {event_id!r}; list events with /v1/events")
    return event


@router.get("", operation_id="list_events", summary="Events by actors, actions, days and place")
def events(
    asked: Annotated[Events, Query()], view_of: ViewDep, settings: SettingsDep, request: Request, response: Response
) -> Listing[Event]:
    """Latest day first, undated last. Only what has happened, unless `modality` says otherwise."""
    page = questions.events(
        view_of(asked.as_of),
        asked.actor,
        asked.with_,
        by=asked.by,
        against=asked.against,
        scope=asked.page(settings),
    )
    return listing(page, asked.question(), request, response)


@router.get("/{event_id}", operation_id="get_event", summary="One event with every report")
def event(event_id: str, asked: Annotated[Asked, Query()], view_of: ViewDep) -> Event:
    """Each report has its sentence, the sentence's offsets in the article (code points), and the article."""
    return known(view_of(asked.as_of), event_id)


@router.get("/{event_id}/responses", operation_id="list_event_responses", summary="What an event led to")
def effects(
    event_id: str, asked: Annotated[Linked, Query()], view_of: ViewDep, settings: SettingsDep
) -> Listing[model.Response]:
    """Whatever the status of the effect, earliest first; the rest narrows the effect. No next page: raise `limit`."""
    return _linked(view_of(asked.as_of), event_id, Direction.EFFECTS, asked, settings)


@router.get("/{event_id}/causes", operation_id="list_event_causes", summary="What led to an event")
def causes(
    event_id: str, asked: Annotated[Linked, Query()], view_of: ViewDep, settings: SettingsDep
) -> Listing[model.Response]:
    """Whatever the status of the cause, earliest first; the rest narrows the cause. No next page: raise `limit`."""
    return _linked(view_of(asked.as_of), event_id, Direction.CAUSES, asked, settings)


def _linked(
    view: View, event_id: str, direction: Direction, asked: Linked, settings: Settings
) -> Listing[model.Response]:
    known(view, event_id)
    other = questions.narrow(asked.scope(settings))
    found = view.steps(StepQuery((event_id,), direction, other, other.limit + 1))
    return Listing.cut(found[: other.limit], len(found) > other.limit)
