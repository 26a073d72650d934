"""casus responses: which act led to which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.commands import options as o
from api.commands.filters import Filters, narrowed

if TYPE_CHECKING:
    from api.shapes import CandidateListing
    from graph.candidates import Candidates


@narrowed
def responses(
    filters: Filters,
    to: Annotated[str | None, typer.Option("--to", metavar="ACTION", help="Action of the cause, as ASSAULT.")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="ACTOR", help="Who responded.")] = None,
    against: Annotated[str | None, typer.Option("--against", metavar="ACTOR", help="Against whom.")] = None,
    action: Annotated[
        list[str] | None, typer.Option("--action", metavar="ACTION", help="Action of the response; may be repeated.")
    ] = None,
    limit: o.Limit = None,
    cursor: o.Cursor = None,
    candidates: Annotated[
        bool,
        typer.Option(
            "--candidates",
            help="Instead, attacks and hostile acts the other way soon after, which no text joins; --to is ASSAULT "
            "where it is not given, and filters are the attack's.",
        ),
    ] = False,
    within: o.Within = None,
    order: o.Order = None,
    store: o.StoreAddress = None,
    json: o.Json = False,
) -> None:
    """Which act led to which response, and the words that say so. Filters narrow the response."""
    from api.commands import asking, tables
    from api.params import Candidates, Responses
    from api.settings import settings
    from api.shapes import CandidateListing
    from graph import candidates as hints
    from graph import questions

    configured = settings()
    given = {"to": asking.action(to) if to else None, "by": by, "against": against, "action": asking.actions(action)}
    if candidates:
        kept = {"--modality": filters.pop("modality"), "--min-confidence": filters.pop("min_confidence")}
        asking.refuse("cannot be used with --candidates", kept)
        days = hints.WITHIN if within is None else within
        more = {"within": days, "order": order or hints.Order.LATEST, "limit": limit, "cursor": cursor}
        hinted = asking.asked(Candidates, filters, {**given, **more})
        with asking.viewing(configured, store, hinted.as_of) as view:
            pairs = hints.candidates(
                view,
                hinted.to,
                hinted.by,
                hinted.against,
                hinted.page(configured),
                within=hinted.within,
                order=hinted.order,
                causes=configured.candidate_causes,
            )
        _show(CandidateListing.of(pairs, hinted.question()), pairs, json)
        return
    asking.refuse("can be used only with --candidates", {"--within": within, "--order": order})
    asked = asking.asked(Responses, filters, {**given, "cursor": cursor})
    with asking.viewing(configured, store, asked.as_of) as view:
        found = asking.collect(
            lambda scope: questions.responses(view, asked.to, asked.by, asked.against, scope),
            asked,
            limit,
            configured,
        )
    asking.tell(found, json, tables.responses, "responses")


def _show(answer: CandidateListing, found: Candidates, json: bool) -> None:
    """All of an answer's object as JSON, for the method belongs to it; else a table that says what it is not."""
    from api.commands import output, tables

    if json:
        output.write(answer.model_dump_json(indent=2))
    elif found.items:
        output.show(tables.candidates(found))
    else:
        output.say(f"no candidates found; {found.causes} causes were looked at")
    if found.truncated:
        output.say(
            f"{len(found.items)} candidates shown of {found.causes} causes, there are more; "
            "raise --limit or CASUS_CANDIDATE_CAUSES, or narrow the question with --until, --by or --against"
        )
