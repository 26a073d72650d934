"""Events, one and many, and what led to them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.deps import SettingsDep, ViewDep
from api.params import Asked, Events, Sized
from api.shapes import Listing, listing
from graph import model, questions
from graph.errors import NotFoundError
from graph.model import Event
from graph.store import View

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
        source=asked.source,
        target=asked.target,
        actions=frozenset(asked.action),
        modes=frozenset(asked.mode),
        scope=asked.scope(settings),
    )
    return listing(page, request, response)


@router.get("/{event_id}", operation_id="get_event", summary="One event with every report")
def event(event_id: str, asked: Annotated[Asked, Query()], view_of: ViewDep) -> Event:
    """Each report has its sentence, the sentence's offsets in the article (code points), and the article."""
    return known(view_of(asked.as_of), event_id)


@router.get("/{event_id}/responses", operation_id="list_event_responses", summary="What an event led to")
def effects(
    event_id: str, asked: Annotated[Sized, Query()], view_of: ViewDep, settings: SettingsDep
) -> Listing[model.Response]:
    """Whatever the status of the effect, earliest first. There is no next page: raise `limit`."""
    view, limit = view_of(asked.as_of), asked.size(settings)
    found = view.effects(known(view, event_id).id, limit + 1)
    return Listing(items=found[:limit], truncated=len(found) > limit)


@router.get("/{event_id}/causes", operation_id="list_event_causes", summary="What led to an event")
def causes(
    event_id: str, asked: Annotated[Sized, Query()], view_of: ViewDep, settings: SettingsDep
) -> Listing[model.Response]:
    """Whatever the status of the cause, earliest first. There is no next page: raise `limit`."""
    view, limit = view_of(asked.as_of), asked.size(settings)
    found = view.causes(known(view, event_id).id, limit + 1)
    return Listing(items=found[:limit], truncated=len(found) > limit)
