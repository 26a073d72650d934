"""casus neighbours: whom an actor has to do with."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands import options as o
from api.commands.filters import Filters, narrowed


@narrowed
def neighbours(
    filters: Filters,
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Name or identifier.")],
    action: o.Actions = None,
    limit: o.Limit = None,
    store: o.StoreAddress = None,
    json: o.Json = False,
) -> None:
    """Whom an actor has to do with: how often, in which direction, by which acts; the most frequent first."""
    from api.commands import asking, output, series
    from api.params import Neighbours
    from api.settings import settings
    from api.shapes import Listing
    from graph import neighbours as question

    configured = settings()
    asked = asking.asked(Neighbours, filters, {"action": asking.actions(action), "limit": limit})
    with asking.viewing(configured, store, asked.as_of) as view:
        found = question.neighbours(view, actor, asked.scope(configured))
    if json:
        answer = Listing[question.Neighbour].cut(found.items, found.truncated)
        output.write(answer.model_dump_json(indent=2))
    elif found.items:
        output.show(series.neighbours(found))
    asking.remark(found.items, found.truncated, "neighbours")
