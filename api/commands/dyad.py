"""casus dyad: two sides over time."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from api.commands import options as o


def dyad(
    a: Annotated[str, typer.Argument(metavar="A", help="Name or identifier of one side.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Name or identifier of the other side.")],
    period: Annotated[
        str,
        typer.Option("--period", metavar="SPAN", parser=o.one_of(("day", "week", "month")), help="day, week or month."),
    ] = "month",
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
    """What two sides did to each other: counts, mean intensity over time, longest quiet, last escalation, each act."""
    from api.commands import asking, output, series, tables
    from api.params import bounded
    from api.settings import settings
    from api.shapes import DyadListing
    from graph import dyads as question
    from graph import questions

    configured = settings()
    actions = frozenset(asking.action(name) for name in action or ())
    size = bounded("limit", limit, configured.page_default, configured.page_max)
    scope = replace(asking.scope(since, until, place, modality, min_confidence, roll_up), limit=size)
    with asking.viewing(configured, store, as_of) as view:
        page = questions.events(view, a, b, actions=actions, scope=scope)
        told = question.dyad(view, a, b, actions, scope, period=question.Period(period), periods=configured.series_max)
    if json:
        answer = DyadListing(items=page.items, truncated=page.truncated, next=questions.encode(page.next), dyad=told)
        output.write(answer.model_dump_json(indent=2))
    elif page.items:
        output.show(*series.dyad(told), tables.events(page.items, "Each act, latest first"))
    asking.remark(page.items, page.truncated, "events")
