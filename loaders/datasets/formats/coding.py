"""What the types of a data set are in PLOVER: the mapping tables that the package carries."""

from __future__ import annotations

from typing import NamedTuple

from graph.model import Action
from loaders.datasets.lists import rows


class Coding(NamedTuple):
    """`action` is None where PLOVER has no counterpart; `sides` names the rule that says who acts upon whom."""

    action: Action | None
    mode: str | None
    sides: str


def codings(table: str, *keys: str) -> dict[tuple[str, ...], Coding]:
    """The rows of `data/TABLE.tsv` by their columns `keys`, in small letters."""
    return {
        tuple(row[key].casefold() for key in keys): Coding(
            Action(row["action"]) if row["action"] else None, row["mode"] or None, row.get("sides", "")
        )
        for row in rows(table)
    }
