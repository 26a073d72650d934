"""casus responses: which act led to which."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands import options as o

if TYPE_CHECKING:
    from graph.candidates import Candidates


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
    candidates: Annotated[
        bool,
        typer.Option(
            "--candidates",
            help="Instead, attacks and hostile acts the other way soon after, which no text joins; --to is ASSAULT "
            "where it is not given, days and place are the attack's.",
        ),
    ] = False,
    within: o.Within = None,
    order: o.Order = None,
    store: o.StoreAddress = None,
    json: o.Json = False,
) -> None:
    """Which act led to which response, and the words that say so. Days, place and status are the response's."""
    from api.commands import asking, output, tables
    from api.settings import settings
    from graph import candidates as hints
    from graph import questions
    from graph.model import Response

    configured = settings()
    cause, effect = (asking.action(name) if name else None for name in (to, action))
    narrowed = asking.scope(since, until, place, modality, min_confidence, roll_up)
    if candidates:
        asking.refuse("cannot be used with --candidates", {"--modality": modality, "--min-confidence": min_confidence})
    else:
        asking.refuse("can be used only with --candidates", {"--within": within, "--order": order})
    with asking.viewing(configured, store, as_of) as view:
        if candidates:
            wanted = replace(narrowed, limit=limit or configured.page_default)
            days = hints.WITHIN if within is None else within
            sort = hints.Order(order or hints.Order.LATEST)
            most = configured.candidate_causes
            _show(
                hints.candidates(view, cause, by, against, effect, wanted, within=days, order=sort, causes=most),
                json,
            )
            return
        found, more = asking.collect(
            lambda scope: questions.responses(view, cause, by, against, effect, scope), narrowed, limit, configured
        )
    if json:
        asking.write_json(found, Response)
    elif found:
        output.show(tables.responses(found))
    asking.remark(found, more, "responses")


def _show(found: Candidates, json: bool) -> None:
    """All of an answer's object as JSON, for the method belongs to it; else a table that says what it is not."""
    from api.commands import output, tables
    from api.shapes import CandidateListing

    if json:
        output.write(CandidateListing.of(found).model_dump_json(indent=2))
    elif found.items:
        output.show(tables.candidates(found))
    else:
        output.say(f"no candidates found; {found.causes} causes were looked at")
    if found.truncated:
        output.say(
            f"{len(found.items)} candidates shown of {found.causes} causes, there are more; "
            "raise --limit or CASUS_CANDIDATE_CAUSES, or narrow the question with --until, --by or --against"
        )
