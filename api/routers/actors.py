"""Actors by name and by identifier."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.deps import SettingsDep, ViewDep
from api.moved import FOLLOWED, REDIRECT
from api.params import Name, Profile, Search
from api.shapes import Listing
from graph import profile
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
    summary="One actor at a glance",
    responses=REDIRECT,
    dependencies=[FOLLOWED],
)
def actor(
    actor_id: Annotated[Name, Path()],
    asked: Annotated[Profile, Query()],
    view_of: ViewDep,
    settings: SettingsDep,
) -> profile.Profile:
    """What it is, what it did and what was done to it, with whom, since when, and where its names were read.

    By identifier (a state's is its alpha-3 code), or a name that only one actor bears.
    """
    view = view_of(asked.as_of)
    return profile.profile(view, actor_id, asked.scope(settings), settings.profile_sentences)
