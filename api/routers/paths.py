"""The shortest ways from one actor to another."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import SettingsDep, ViewDep
from api.params import Paths
from api.shapes import Listing
from graph import paths as question
from graph.paths import Path

router = APIRouter(prefix="/paths", tags=["Questions"])


@router.get("", operation_id="list_paths", summary="The shortest paths between two actors")
def paths(asked: Annotated[Paths, Query()], view_of: ViewDep, settings: SettingsDep) -> Listing[Path]:
    """Paths through meetings, or through any acts that name two actors, whichever of them acts; none is no error.

    All are as short as each other; the one whose weakest step has the most acts comes first. Every step says how many
    acts there are, and tells the latest. A name that stands for several actors, as a country for its persons, starts or
    ends at any of them. `truncated`: there may be other paths, or shorter ones, for a bound or the time was up.
    """
    found = question.paths(
        view_of(asked.as_of), asked.from_, asked.to, asked.through, asked.scope(settings), asked.bounds(settings)
    )
    return Listing.cut(found.items, found.truncated)
