"""casus events: who did what to whom."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands import options as o
from api.commands.filters import Filters, narrowed


@narrowed
def events(
    filters: Filters,
    actor: Annotated[str | None, typer.Argument(help="Name or identifier of one side.")] = None,
    with_: Annotated[str | None, typer.Option("--with", metavar="ACTOR", help="The other side.")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="ACTOR", help="Who acted.")] = None,
    against: Annotated[str | None, typer.Option("--against", metavar="ACTOR", help="Who was acted upon.")] = None,
    action: o.Actions = None,
    limit: o.Limit = None,
    cursor: o.Cursor = None,
    store: o.StoreAddress = None,
    json: o.Json = False,
) -> None:
    """Who did what to whom. `--modality planned` asks for what is said to be planned."""
    from api.commands import asking, tables
    from api.params import Events
    from api.settings import settings
    from graph import questions

    configured = settings()
    sides = {"actor": actor, "with": with_, "by": by, "against": against}
    asked = asking.asked(Events, filters, {**sides, "action": asking.actions(action), "cursor": cursor})
    with asking.viewing(configured, store, asked.as_of) as view:
        found = asking.collect(
            lambda scope: questions.events(
                view, asked.actor, asked.with_, by=asked.by, against=asked.against, scope=scope
            ),
            asked,
            limit,
            configured,
        )
    asking.tell(found, json, tables.events, "events")
