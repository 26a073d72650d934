"""Whom an actor has to do with."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.deps import SettingsDep, ViewDep
from api.moved import FOLLOWED, REDIRECT
from api.params import Name, Neighbours
from api.shapes import Listing
from graph import neighbours as question
from graph.neighbours import Neighbour

router = APIRouter(prefix="/actors", tags=["Actors"])


@router.get(
    "/{actor_id}/neighbours",
    operation_id="list_neighbours",
    summary="Whom an actor has to do with",
    responses=REDIRECT,
    dependencies=[FOLLOWED],
)
def neighbours(
    actor_id: Annotated[Name, Path()],
    asked: Annotated[Neighbours, Query()],
    view_of: ViewDep,
    settings: SettingsDep,
) -> Listing[Neighbour]:
    """Others by how often, in which direction and by which acts, the most frequent first; by identifier or name.

    There is no next page: narrow the question, or raise `limit`.
    """
    found = question.neighbours(view_of(asked.as_of), actor_id, asked.scope(settings))
    return Listing.cut(found.items, found.truncated)
