"""casus dyad: two sides over time."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands import options as o
from api.commands.filters import Filters, narrowed


@narrowed
def dyad(
    filters: Filters,
    a: Annotated[str, typer.Argument(metavar="A", help="Name or identifier of one side.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Name or identifier of the other side.")],
    period: Annotated[
        str,
        typer.Option("--period", metavar="SPAN", parser=o.one_of(("day", "week", "month")), help="day, week or month."),
    ] = "month",
    action: o.Actions = None,
    limit: o.Limit = None,
    cursor: o.Cursor = None,
    store: o.StoreAddress = None,
    json: o.Json = False,
) -> None:
    """What two sides did to each other: counts, mean intensity over time, longest quiet, last escalation, each act."""
    from api.commands import asking, output, series, tables
    from api.params import Dyad
    from api.settings import settings
    from api.shapes import DyadListing
    from graph import dyads as question
    from graph import questions
    from graph.cursors import encode

    configured = settings()
    given = {"action": asking.actions(action), "period": period, "limit": limit, "cursor": cursor}
    asked = asking.asked(Dyad, filters, given)
    scope = asked.page(configured, a, b)
    with asking.viewing(configured, store, asked.as_of) as view:
        page = questions.events(view, a, b, scope=scope)
        told = question.dyad(view, a, b, scope, period=asked.period, periods=configured.series_max)
    if json:
        following = encode(page.next, asked.question(a, b))
        answer = DyadListing(items=page.items, truncated=page.truncated, next=following, total=page.total, dyad=told)
        output.write(answer.model_dump_json(indent=2))
    elif page.items:
        output.show(*series.dyad(told), tables.events(page.items, "Each act, latest first"))
    asking.remark(page.items, page.truncated, "events", page.total)
