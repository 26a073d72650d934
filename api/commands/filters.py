"""The options by which every question is narrowed, in one place. Cheap to import: nothing here loads the graph."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Annotated, Any

import typer

from api import times
from api.commands.options import AsOf, MinConfidence, one_of, written

MODALITIES = ("occurred", "planned", "threatened", "called_for", "denied")
Filters = dict[str, Any]  # by the names that the API gives them


def _options(
    since: Annotated[
        date | None, typer.Option(metavar="DAY", parser=written(times.day), help="First day, YYYY-MM-DD.")
    ] = None,
    until: Annotated[
        date | None, typer.Option(metavar="DAY", parser=written(times.day), help="Last day, inclusive.")
    ] = None,
    mode: Annotated[
        list[str] | None, typer.Option(metavar="MODE", help="Mode of the action, as visit; may be repeated.")
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Name of the place.")] = None,
    country: Annotated[
        str | None, typer.Option(metavar="NAME", help="An actor on either side is this country or belongs to it.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="Data set, as gdelt, or publisher of one of the reports.")
    ] = None,
    min_reports: Annotated[int | None, typer.Option(min=1, help="Least number of reports.")] = None,
    modality: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATUS",
            parser=one_of(MODALITIES),
            help=f"{', '.join(MODALITIES)}; may be repeated. Without it only what has happened counts.",
        ),
    ] = None,
    min_confidence: MinConfidence = None,
    as_of: AsOf = None,
    roll_up: Annotated[
        str | None,
        typer.Option(
            metavar="HOW",
            parser=one_of(("country", "none")),
            help="none: a country's name stands for the state alone. country: actors count for their countries.",
        ),
    ] = None,
) -> None:
    """Only its signature counts."""


def narrowed(command: Callable[..., None]) -> Callable[..., None]:
    """The command with these options, which it is handed together as `filters`."""
    common = inspect.signature(_options, eval_str=True).parameters
    own = inspect.signature(command, eval_str=True)

    @wraps(command)
    def run(**given: Any) -> None:
        command(filters={name: given.pop(name) for name in common}, **given)

    rest = [parameter for name, parameter in own.parameters.items() if name != "filters"]
    keyword = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in (*rest, *common.values())]
    run.__signature__ = own.replace(parameters=keyword)  # type: ignore[attr-defined]
    return run
