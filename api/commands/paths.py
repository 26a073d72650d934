"""casus paths: the shortest ways from one actor to another."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands import options as o
from api.commands.filters import Filters, narrowed


@narrowed
def paths(
    filters: Filters,
    start: Annotated[str, typer.Argument(metavar="FROM", help="Name or identifier of where the paths start.")],
    end: Annotated[str, typer.Argument(metavar="TO", help="Name or identifier of where they end.")],
    through: Annotated[
        str,
        typer.Option(
            "--through",
            metavar="WHAT",
            parser=o.one_of(("meetings", "any")),
            help="meetings, or any act that names two actors; --action, where it is given, goes before.",
        ),
    ] = "meetings",
    hops: Annotated[int | None, typer.Option("--hops", min=1, help="Most steps.")] = None,
    events: Annotated[int | None, typer.Option("--events", min=1, max=10, help="Acts told of each step.")] = None,
    action: o.Actions = None,
    limit: o.Limit = None,
    store: o.StoreAddress = None,
    json: o.Json = False,
) -> None:
    """The shortest paths between two actors, each step with the latest act that says so; --limit is their number."""
    from api.commands import asking, output, webs
    from api.params import Paths
    from api.settings import settings
    from api.shapes import Listing
    from graph import paths as question

    configured = settings()
    given = {"from": start, "to": end, "through": through, "hops": hops, "events": events, "limit": limit}
    asked = asking.asked(Paths, filters, {**given, "action": asking.actions(action)})
    with asking.viewing(configured, store, asked.as_of) as view:
        found = question.paths(
            view, asked.from_, asked.to, asked.through, asked.scope(configured), asked.bounds(configured)
        )
    if json:
        output.write(Listing[question.Path].cut(found.items, found.truncated).model_dump_json(indent=2))
    elif found.items:
        output.show(*(webs.path(item) for item in found.items))
    asking.remark(found.items, found.truncated, "paths")
