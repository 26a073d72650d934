"""casus meetings: who met whom."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands import options as o


def meetings(
    actor: Annotated[str | None, typer.Argument(help="Name or identifier of one side.")] = None,
    with_: Annotated[str | None, typer.Option("--with", metavar="ACTOR", help="The other side.")] = None,
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
    """Who met whom: both sides, day, place, and the sentence that says so. Latest first."""
    from api.commands import asking, output, tables
    from api.settings import settings
    from graph import questions
    from graph.model import Event

    configured = settings()
    narrowed = asking.scope(since, until, place, modality, min_confidence, roll_up)
    with asking.viewing(configured, store, as_of) as view:
        found, more = asking.collect(
            lambda scope: questions.meetings(view, actor, with_, scope), narrowed, limit, configured
        )
    if json:
        asking.write_json(found, Event)
    elif found:
        output.show(tables.meetings(found))
    asking.remark(found, more, "meetings")
