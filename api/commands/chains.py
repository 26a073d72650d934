"""casus chains: what an act led to, step by step."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands import options as o
from api.commands.filters import Filters, narrowed


@narrowed
def chains(
    filters: Filters,
    start: Annotated[
        str, typer.Argument(help="An event's identifier, or the name or identifier of whoever's events to start from.")
    ],
    direction: Annotated[
        str,
        typer.Option(
            "--direction",
            metavar="WAY",
            parser=o.one_of(("effects", "causes")),
            help="effects: what came of it; causes: what it came of.",
        ),
    ] = "effects",
    depth: Annotated[int | None, typer.Option("--depth", min=1, help="Steps.")] = None,
    breadth: Annotated[int | None, typer.Option("--breadth", min=1, help="Branches of an event.")] = None,
    action: o.Actions = None,
    limit: o.Limit = None,
    store: o.StoreAddress = None,
    json: o.Json = False,
) -> None:
    """What an act led to, and what that led to, with the words that say so. Filters narrow what is reached."""
    from api.commands import asking, output, trees
    from api.params import Chains, bounded
    from api.settings import settings
    from api.shapes import Listing
    from graph import chains as question

    configured = settings()
    of = "event" if start.startswith("ev-") else "actor"
    given = {of: start, "direction": direction, "depth": depth, "breadth": breadth, "limit": limit}
    asked = asking.asked(Chains, filters, {**given, "action": asking.actions(action)})
    with asking.viewing(configured, store, asked.as_of) as view:
        found = question.chains(
            view,
            asked.event,
            asked.actor,
            asked.direction,
            asked.scope(configured),
            depth=bounded("depth", depth, configured.chain_depth_default, configured.chain_depth_max),
            breadth=bounded("breadth", breadth, configured.chain_breadth_default, configured.chain_breadth_max),
        )
    if json:
        answer = Listing[question.Branch].cut(found.items, found.truncated)
        output.write(answer.model_dump_json(indent=2))
    elif found.items:
        output.show(*(trees.chain(branch) for branch in found.items))
    if not found.items:
        output.say("no chains found; widen the question, or load articles that tell of some with `casus load`")
    elif found.truncated:
        output.say("there is more; raise --depth, --breadth or --limit, or go on from an event by its identifier")
