"""Actors by name and by identifier."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import SettingsDep, ViewDep
from api.moved import FOLLOWED, REDIRECT
from api.params import Asked, Search
from api.shapes import Listing
from graph.errors import NotFoundError
from graph.model import Actor

router = APIRouter(prefix="/actors", tags=["Actors"])


@router.get("", operation_id="search_actors", summary="Actors by name")
def search(asked: Annotated[Search, Query()], view_of: ViewDep, settings: SettingsDep) -> Listing[Actor]:
    """Actors one of whose names has every word of `q`; whole matches first. There is no next page: narrow `q`."""
    limit = asked.size(settings)
    found = view_of(asked.as_of).actors(asked.q, limit + 1)
    return Listing.cut(found[:limit], len(found) > limit)


@router.get(
    "/{actor_id}",
    operation_id="get_actor",
    summary="One actor",
    responses=REDIRECT,
    dependencies=[FOLLOWED],
)
def actor(actor_id: str, asked: Annotated[Asked, Query()], view_of: ViewDep) -> Actor:
    """By identifier; a state's is its alpha-3 code."""
    found = view_of(asked.as_of).actor(actor_id)
    if found is None:
        raise NotFoundError(f"there is no actor {actor_id!r}; look names up with /v1/actors?q=")
    return found
