"""casus meetings: who met whom."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands import options as o
from api.commands.filters import Filters, narrowed


@narrowed
def meetings(
    filters: Filters,
    actor: Annotated[str | None, typer.Argument(help="Name or identifier of one side.")] = None,
    with_: Annotated[str | None, typer.Option("--with", metavar="ACTOR", help="The other side.")] = None,
    limit: o.Limit = None,
    cursor: o.Cursor = None,
    store: o.StoreAddress = None,
    json: o.Json = False,
) -> None:
    """Who met whom: both sides, day, place, and the sentence that says so. Latest first."""
    from api.commands import asking, tables
    from api.params import Meetings
    from api.settings import settings
    from graph import questions

    configured = settings()
    asked = asking.asked(Meetings, filters, {"actor": actor, "with": with_, "cursor": cursor})
    with asking.viewing(configured, store, asked.as_of) as view:
        found = asking.collect(
            lambda scope: questions.meetings(view, asked.actor, asked.with_, scope), asked, limit, configured
        )
    asking.tell(found, json, tables.meetings, "meetings")
