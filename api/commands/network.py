"""casus network: who has to do with whom, around an actor or in the whole store."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands import options as o
from api.commands.filters import Filters, narrowed


@narrowed
def network(
    filters: Filters,
    actor: Annotated[
        str | None, typer.Argument(metavar="[ACTOR]", help="Name or identifier; none: the whole store.")
    ] = None,
    radius: Annotated[int, typer.Option("--radius", min=1, max=2, help="Steps from the actor.")] = 1,
    edges: Annotated[int | None, typer.Option("--edges", min=1, help="Most edges.")] = None,
    action: o.Actions = None,
    store: o.StoreAddress = None,
    json: o.Json = False,
) -> None:
    """What actors did to each other: how often, by action, and when; the heaviest first."""
    from api.commands import asking, output, webs
    from api.params import Network
    from api.settings import settings
    from graph.network import network as question

    configured = settings()
    asked = asking.asked(Network, filters, {"radius": radius, "edges": edges, "action": asking.actions(action)})
    with asking.viewing(configured, store, asked.as_of) as view:
        found = question(
            view,
            actor,
            asked.radius,
            asked.scope(configured),
            fan_out=configured.network_fan_out,
        )
    if json:
        output.write(found.model_dump_json(indent=2))
    elif found.edges:
        output.show(webs.network(found))
    asking.remark(found.edges, False, "edges")
    if found.truncated:
        output.say(f"at least {found.left_out} pairs of actors are left out; raise --edges")
