"""The lists that the package carries for event data sets, as rows."""

from __future__ import annotations

import csv
from importlib.resources import files


def rows(table: str) -> list[dict[str, str]]:
    """Rows of `data/TABLE.tsv`: tab-separated, UTF-8, no quoting, one header line; # lines name sources."""
    text = files("loaders.datasets").joinpath("data", f"{table}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
