"""Who has to do with whom, as nodes and edges."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.deps import SettingsDep, ViewDep
from api.moved import FOLLOWED, REDIRECT
from api.params import Name, Overview
from api.params import Network as Asked
from graph.network import Network, network

router = APIRouter(tags=["Actors"])


@router.get(
    "/actors/{actor_id}/network",
    operation_id="get_actor_network",
    summary="The network around an actor",
    responses=REDIRECT,
    dependencies=[FOLLOWED],
)
def around(
    actor_id: Annotated[Name, Path()],
    asked: Annotated[Asked, Query()],
    view_of: ViewDep,
    settings: SettingsDep,
) -> Network:
    """Actors and what they did to each other, the heaviest edges first; by identifier or name.

    An edge counts the acts of one action from one actor to another. Each is next to the actor, or to an edge before it.
    """
    return network(
        view_of(asked.as_of),
        actor_id,
        asked.radius,
        asked.scope(settings),
        fan_out=settings.network_fan_out,
    )


@router.get("/network", operation_id="get_network", summary="The heaviest edges of the whole store")
def overview(asked: Annotated[Overview, Query()], view_of: ViewDep, settings: SettingsDep) -> Network:
    """What the pairs with the most acts did to each other. Without filters, or by action and status, it is quick."""
    return network(view_of(asked.as_of), scope=asked.scope(settings))
