"""casus show: one event, actor or article."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands import options as o


def show(
    key: Annotated[str, typer.Argument(metavar="ID", help="Identifier of an event, actor or article, or a name.")],
    as_of: o.AsOf = None,
    limit: o.Limit = None,
    store: o.StoreAddress = None,
    json: o.Json = False,
) -> None:
    """One event with all that reports it, its causes and effects; or an actor, or an article, with its events."""
    from api.commands import asking, cards, output
    from api.settings import settings
    from graph import questions

    configured = settings()
    with asking.viewing(configured, store, as_of) as view:
        card = questions.show(view, key, limit or configured.page_default)
    if json:
        output.write(cards.wire(card).model_dump_json(indent=2))
    else:
        output.show(*cards.parts(card))
