"""Who met whom."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.deps import SettingsDep, ViewDep
from api.params import Meetings
from api.shapes import Listing, listing
from graph import questions
from graph.model import Event

router = APIRouter(prefix="/meetings", tags=["Questions"])


@router.get("", operation_id="list_meetings", summary="Who met whom")
def meetings(
    asked: Annotated[Meetings, Query()], view_of: ViewDep, settings: SettingsDep, request: Request, response: Response
) -> Listing[Event]:
    """Meetings, visits, calls and talks that name both sides, latest first, each with the sentences that prove it."""
    page = questions.meetings(view_of(asked.as_of), asked.actor, asked.with_, asked.page(settings))
    return listing(page, asked.question(), request, response)
