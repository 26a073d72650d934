"""The lists that the package carries, as rows."""

from __future__ import annotations

import csv
from importlib.resources import files


def rows(table: str) -> list[dict[str, str]]:
    """Rows of `data/TABLE.tsv`: tab-separated, UTF-8, one header line, no quoting."""
    text = files("loaders.actors").joinpath("data", f"{table}.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def many(cell: str) -> list[str]:
    """The values of a cell that holds several, parted by `|`."""
    return [value for value in cell.split("|") if value]
