"""What a CAMEO code is in PLOVER, after the mapping table of PLOVER's authors.

PLOVER drops CAMEO's 01 (make public statement) and 02 (appeal; codebook, draft 0.8, chapter "CAMEO vs. PLOVER", table
of cue categories). A statement has no counterpart and is left out. An appeal is kept as the demand of the same content
(0231 as 1031): PLOVER's REQUEST holds "all requests, demands, and orders", and appeals in articles are read so too.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from graph.model import Action, Modality
from graph.ontology import FIXED_MODALITY
from loaders.datasets.coded import RowError
from loaders.datasets.formats.fields import quoted
from loaders.datasets.formats.plover import known_contexts, known_mode

# Codes of the CAMEO codebook 1.1b3 (Schrodt 2012, chapter 2) that the mapping table lacks, and one whose mode is
# younger than the table.
_LATER = {
    "155": (Action.MOBILIZE, "", "cyber"),  # mobilize or increase cyber-forces
    "176": (Action.COERCE, "cyber", "cyber"),  # attack cybernetically
    "1834": (Action.ASSAULT, "explosives", ""),  # carry out location bombing
    "195": (Action.ASSAULT, "aerial", "military"),  # employ aerial weapons
    "1951": (Action.ASSAULT, "aerial", "military"),  # employ precision-guided aerial munitions
    "1952": (Action.ASSAULT, "drone", "military"),  # employ remotely piloted aerial munitions
}
# PLOVER's visit has the visitor as its source (codebook, "CONSULT"), so a host's row (043) is told as the visitor's.
_HOST, _VISIT = "043", "042"
_CODE = re.compile(r"([0-9]{2,4})(?:\.0*)?")
# No code of three digits is above this one, so "211" can only be 0211 less its zero.
_LAST = 204


class Act(NamedTuple):
    """A code in PLOVER. `cameo` has its leading zeros.

    `turned`: the act, and `cameo` with it, has the row's second actor as its source.
    """

    cameo: str
    action: Action
    mode: str | None
    contexts: tuple[str, ...]
    modality: Modality
    turned: bool


def act(code: str) -> Act:
    """The act that the code stands for, its leading zero told or lost.

    A code of four digits that CAMEO lacks is taken for the three-digit code that it refines. RowError "code" for one
    that is none, "not_plover" for one of an action that PLOVER does not have.
    """
    told = _acts().get(code) or _named(code)
    if isinstance(told, Act):
        return told
    raise RowError("not_plover", f"PLOVER has no counterpart of CAMEO {_padded(code)}, {told}")


def _named(code: str) -> Act | str:
    padded = _padded(code)
    known = _acts()
    if told := known.get(padded):
        return told
    if len(padded) == 4 and (told := known.get(padded[:3])):
        return told._replace(cameo=padded) if isinstance(told, Act) else told
    raise RowError("code", f"{quoted(code)} is no CAMEO code")


def _padded(code: str) -> str:
    """ "40" as 040, "211" as 0211; a root that shows its zero ("04") as the general code of its kind (040)."""
    found = _CODE.fullmatch(code.strip())
    if not found:
        return ""
    digits = found[1]
    if len(digits) == 2:
        return f"{digits}0" if digits[0] == "0" else f"0{digits}"
    return f"0{digits}" if len(digits) == 3 and int(digits) > _LAST else digits


@cache
def _acts() -> dict[str, Act | str]:
    """Every code of three or four digits: its act, or the label of one that PLOVER has no counterpart of."""
    acts: dict[str, Act | str] = {row["code"]: row["name"] for row in _rows("cameo_codes") if len(row["code"]) > 2}
    for row in _rows("cameo_to_plover"):
        acts[row["cameo"]] = _act(row["cameo"], Action(row["plover"]), row["mode"], row["context"])
    for code, (action, mode, context) in _LATER.items():
        acts[code] = _act(code, action, mode, context)
    demands = {f"02{code[2:]}": told for code, told in acts.items() if code.startswith("10")}
    return acts | {code: told._replace(cameo=code) for code, told in demands.items() if isinstance(told, Act)}


def _act(code: str, action: Action, mode: str, contexts: str) -> Act:
    turned = code == _HOST
    return Act(
        _VISIT if turned else code,
        action,
        known_mode(action, mode),
        known_contexts(contexts.split(";")),
        FIXED_MODALITY.get(action, Modality.OCCURRED),
        turned,
    )


def _rows(table: str) -> csv.DictReader[str]:
    path = files("graph") / "data" / "ontology" / f"{table}.tsv"
    return csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
