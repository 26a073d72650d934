"""Who met whom."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.deps import SettingsDep, ViewDep
from api.params import Meetings
from api.shapes import Listing, listing
from graph import questions
from graph.errors import QueryError
from graph.model import Event
from graph.pairings import Pairing

router = APIRouter(prefix="/meetings", tags=["Questions"])


@router.get("", operation_id="list_meetings", summary="Who met whom")
def meetings(
    asked: Annotated[Meetings, Query()], view_of: ViewDep, settings: SettingsDep, request: Request, response: Response
) -> Listing[Event] | Listing[Pairing]:
    """Meetings, visits, calls and talks that name both sides, latest first, each with the sentences that prove it.

    With `group=pair` who met whom, how often, first and last, and the identifier of the latest meeting: the pairs that
    met most often first. These have no next page: narrow the question, or raise `limit`.
    """
    if asked.group:
        if asked.cursor is not None:
            raise QueryError("pairs that met have no pages: ask without cursor, and raise limit")
        items, truncated = questions.met(view_of(asked.as_of), asked.actor, asked.with_, asked.scope(settings))
        return Listing.cut(items, truncated)
    page = questions.meetings(view_of(asked.as_of), asked.actor, asked.with_, asked.page(settings))
    return listing(page, asked.question(), request, response)
