"""PLOVER's modes and contexts under the names that data sets give them; a name that Casus' codebook lacks is dropped.

Source: PLOVER codebook, Open Event Data Alliance, draft 0.8 (2021) for the older names, and the tables of `graph`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from graph.model import Action
from graph.ontology import modes

# Draft 0.8 defines "assassinate" as targeted killing, which the later codebook calls by that name. "Destroy property"
# stands under "seize" in the table from CAMEO, a mode that ASSAULT has in no codebook.
_MODES = {(Action.ASSAULT, "assassinate"): "targeted", (Action.ASSAULT, "seize"): "destroy"}
_REMEMBERED = 1 << 12
_CONTEXTS = {"democracy": "pro_democracy", "natural_resources": "natural_resource"}


@lru_cache(_REMEMBERED)
def known_mode(action: Action, name: str) -> str | None:
    """The action's mode of that name, None where the codebook has no such mode.

    >>> known_mode(Action.COERCE, "martial_law")
    'martial-law'
    """
    name = name.strip().lower().replace("_", "-")
    name = _MODES.get((action, name), name)
    return name if name in modes(action) else None


def known_contexts(names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that are contexts of PLOVER, each once, in their order."""
    folded = (name.strip().lower().replace("-", "_") for name in names)
    return tuple(dict.fromkeys(name for name in (_CONTEXTS.get(name, name) for name in folded) if name in _contexts()))


@cache
def _contexts() -> frozenset[str]:
    path = files("graph") / "data" / "ontology" / "plover_contexts.tsv"
    table = csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return frozenset(row["context"] for row in table)
