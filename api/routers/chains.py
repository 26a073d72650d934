"""What came of an act, step by step, and what it came of."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import SettingsDep, ViewDep
from api.params import Chains, bounded
from api.shapes import Listing
from graph import chains as question
from graph.chains import Branch

router = APIRouter(prefix="/chains", tags=["Questions"])


@router.get("", operation_id="list_chains", summary="What an act led to, step by step, or what it came of")
def chains(asked: Annotated[Chains, Query()], view_of: ViewDep, settings: SettingsDep) -> Listing[Branch]:
    """Trees of events, each with the words that link it with the one above it; from one event, or an actor's events.

    `limit` is the most events of the answer. `truncated`, of the answer or an event, says that something is left out;
    `again` that an event goes on where it stands for the first time. Filters narrow every event that is reached. There
    is no next page: ask for a branch by its event.
    """
    found = question.chains(
        view_of(asked.as_of),
        asked.event,
        asked.actor,
        asked.direction,
        asked.scope(settings),
        depth=bounded("depth", asked.depth, settings.chain_depth_default, settings.chain_depth_max),
        breadth=bounded("breadth", asked.breadth, settings.chain_breadth_default, settings.chain_breadth_max),
    )
    return Listing.cut(found.items, found.truncated)
