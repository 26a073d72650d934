"""casus events: who did what to whom."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands import options as o


def events(
    actor: Annotated[str | None, typer.Argument(help="Name or identifier of one side.")] = None,
    with_: Annotated[str | None, typer.Option("--with", metavar="ACTOR", help="The other side.")] = None,
    source: Annotated[str | None, typer.Option("--source", metavar="ACTOR", help="Who acted.")] = None,
    target: Annotated[str | None, typer.Option("--target", metavar="ACTOR", help="Who was acted upon.")] = None,
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
    """Who did what to whom. `--modality planned` asks for what is said to be planned."""
    from api.commands import asking, output, tables
    from api.settings import settings
    from graph import questions
    from graph.model import Event

    configured = settings()
    actions = frozenset(asking.action(name) for name in action or ())
    narrowed = asking.scope(since, until, place, modality, min_confidence, roll_up)
    with asking.viewing(configured, store, as_of) as view:
        found, more = asking.collect(
            lambda scope: questions.events(
                view, actor, with_, source=source, target=target, actions=actions, scope=scope
            ),
            narrowed,
            limit,
            configured,
        )
    if json:
        asking.write_json(found, Event)
    elif found:
        output.show(tables.events(found))
    asking.remark(found, more, "events")
