"""Two sides over time."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api.deps import SettingsDep, ViewDep
from api.moved import FOLLOWED, REDIRECT
from api.params import Dyad, Name
from api.shapes import DyadListing, listing
from graph import dyads as question
from graph import questions

router = APIRouter(prefix="/dyads", tags=["Questions"])
Side = Annotated[Name, Path()]


@router.get(
    "/{a}/{b}",
    operation_id="get_dyad",
    summary="Two sides over time",
    responses=REDIRECT,
    dependencies=[FOLLOWED],
)
def dyad(
    a: Side,
    b: Side,
    asked: Annotated[Dyad, Query()],
    view_of: ViewDep,
    settings: SettingsDep,
    request: Request,
    response: Response,
) -> DyadListing:
    """Acts between two actors, by name or identifier: each, latest first, and counted by direction, action and time."""
    view, scope = view_of(asked.as_of), asked.page(settings, a, b)
    page = listing(questions.events(view, a, b, scope=scope), asked.question(a, b), request, response)
    told = question.dyad(view, a, b, scope, period=asked.period, periods=settings.series_max)
    return DyadListing(**dict(page), dyad=told)
