"""Options that several commands share. Cheap to import: nothing here loads the graph or a store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, TypeVar

import typer

from api import times

T = TypeVar("T")


def written(read: Callable[[str], T]) -> Callable[[str], T]:
    """The same reader, whose complaint typer shows as a usage error."""

    def parse(text: str) -> T:
        try:
            return read(text)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error

    return parse


def one_of(allowed: tuple[str, ...]) -> Callable[[str], str]:
    """Reads one of a few words."""

    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"{text!r} is none of {', '.join(allowed)}")
        return text

    return written(read)


Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT...", help="Files, directories, addresses, or - for standard input.")
]
StoreAddress = Annotated[
    str | None,
    typer.Option("--store", metavar="ADDRESS", help="sqlite:///FILE, neo4j://HOST or bolt://HOST (or CASUS_STORE)."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Actions = Annotated[list[str] | None, typer.Option("--action", metavar="ACTION", help="As ASSAULT; may be repeated.")]
Cursor = Annotated[str | None, typer.Option("--cursor", metavar="TEXT", help="The `next` of an answer before.")]
MinConfidence = Annotated[
    float | None, typer.Option("--min-confidence", min=0, max=1, help="Least confidence, 0 to 1.")
]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of", metavar="INSTANT", parser=written(times.instant), help="What was known then: 2024-08-06T12:00:00Z."
    ),
]
Within = Annotated[
    int | None,
    typer.Option(
        "--within", metavar="DAYS", parser=written(times.days), help="With --candidates: most days between, as 14d."
    ),
]
Order = Annotated[
    str | None,
    typer.Option(
        "--order",
        metavar="ORDER",
        parser=one_of(("latest", "chance")),
        help="With --candidates: latest cause first, or least chance first.",
    ),
]
Published = Annotated[
    date | None,
    typer.Option(
        "--published",
        metavar="DAY",
        parser=written(times.day),
        help="Day of publication of inputs that tell none; without one, words such as Monday mean no day.",
    ),
]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="Most answers.")]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="What the inputs are, whatever they look like: gdelt, gdelt-mentions, icews, polecat, acled, ucdp.",
    ),
]
Release = Annotated[
    str, typer.Option("--release", metavar="NUMBER", help="Release of a UCDP file, where its name does not tell: 24.1.")
]
Whole = Annotated[
    bool | None,
    typer.Option(
        "--whole/--part",
        help="The file is all of its set: events that it lacks are retracted. Without either, so for GEDEvent files.",
    ),
]
MaxRejects = Annotated[
    int | None,
    typer.Option(
        "--max-rejects", min=0, metavar="ROWS", help="Rows that cannot be read, after which the load of a file fails."
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Tell what would be loaded, and change nothing.")]
