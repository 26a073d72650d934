"""casus neighbours: whom an actor has to do with."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from api.commands import options as o


def neighbours(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Name or identifier.")],
    action: o.Actions = None,
    since: o.Since = None,
    until: o.Until = None,
    place: o.Place = None,
    modality: o.Modalities = None,
    min_confidence: o.MinConfidence = None,
    as_of: o.AsOf = None,
    limit: o.Limit = None,
    roll_up: o.RollUp = True,
    store: o.StoreAddress = None,
    json: o.Json = False,
) -> None:
    """Whom an actor has to do with: how often, in which direction, by which acts; the most frequent first."""
    from api.commands import asking, output, series
    from api.params import bounded
    from api.settings import settings
    from api.shapes import Listing
    from graph import neighbours as question

    configured = settings()
    size = bounded("limit", limit, configured.page_default, configured.page_max)
    scope = replace(asking.scope(since, until, place, modality, min_confidence, roll_up), limit=size)
    actions = frozenset(asking.action(name) for name in action or ())
    with asking.viewing(configured, store, as_of) as view:
        found = question.neighbours(view, actor, actions, scope)
    if json:
        answer = Listing[question.Neighbour](items=found.items, truncated=found.truncated)
        output.write(answer.model_dump_json(indent=2))
    elif found.items:
        output.show(series.neighbours(found))
    asking.remark(found.items, found.truncated, "neighbours")
