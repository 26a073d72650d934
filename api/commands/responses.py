"""casus responses: which act led to which."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands import options as o


def responses(
    to: Annotated[str | None, typer.Option("--to", metavar="ACTION", help="Action of the cause, as ASSAULT.")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="ACTOR", help="Who responded.")] = None,
    against: Annotated[str | None, typer.Option("--against", metavar="ACTOR", help="Against whom.")] = None,
    action: Annotated[str | None, typer.Option("--action", metavar="ACTION", help="Action of the response.")] = None,
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
    """Which act led to which response, and the words that say so. Days, place and status are the response's."""
    from api.commands import asking, output, tables
    from api.settings import settings
    from graph import questions
    from graph.model import Response

    configured = settings()
    cause, effect = (asking.action(name) if name else None for name in (to, action))
    narrowed = asking.scope(since, until, place, modality, min_confidence, roll_up)
    with asking.viewing(configured, store, as_of) as view:
        found, more = asking.collect(
            lambda scope: questions.responses(view, cause, by, against, effect, scope), narrowed, limit, configured
        )
    if json:
        asking.write_json(found, Response)
    elif found:
        output.show(tables.responses(found))
    asking.remark(found, more, "responses")
