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
    group: Annotated[
        str | None,
        typer.Option("--group", metavar="HOW", parser=o.one_of(("pair",)), help="pair: who met whom how often."),
    ] = None,
    limit: o.Limit = None,
    cursor: o.Cursor = None,
    store: o.StoreAddress = None,
    json: o.Json = False,
) -> None:
    """Who met whom: both sides, day, place, and the sentence that says so, latest first; or how often each pair."""
    from api.commands import asking, output, series, tables
    from api.params import Meetings
    from api.settings import settings
    from api.shapes import Listing
    from graph import questions
    from graph.pairings import Pairing

    configured = settings()
    asked = asking.asked(Meetings, filters, {"actor": actor, "with": with_, "cursor": cursor, "group": group})
    if asked.group:
        asking.refuse("with --group: pairs have no pages; raise --limit", {"--cursor": cursor})
        asked = asked.model_copy(update={"limit": limit})
        with asking.viewing(configured, store, asked.as_of) as view:
            pairs, more = questions.met(view, asked.actor, asked.with_, asked.scope(configured))
        if json:
            output.write(Listing[Pairing](items=pairs, truncated=more).model_dump_json(indent=2))
        elif pairs:
            output.show(series.pairings(pairs))
        asking.remark(pairs, more, "pairs")
        return
    with asking.viewing(configured, store, asked.as_of) as view:
        found = asking.collect(
            lambda scope: questions.meetings(view, asked.actor, asked.with_, scope), asked, limit, configured
        )
    asking.tell(found, json, tables.meetings, "meetings")
