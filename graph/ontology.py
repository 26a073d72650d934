"""PLOVER's tables: quad class and intensity of every action and mode, and the short-cut that draws it.

Source: the PLOVER codebook and CAMEO mapping (Open Event Data Alliance), package data under `graph/data/ontology/`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from graph.model import Action, Modality


class Relation(StrEnum):
    """Types of the short-cut relationships between actors: a closed set, so a label never comes from data."""

    AGREED_WITH = "AGREED_WITH"
    MET = "MET"
    VISITED = "VISITED"
    CALLED = "CALLED"
    SUPPORTED = "SUPPORTED"
    CONCEDED_TO = "CONCEDED_TO"
    COOPERATED_WITH = "COOPERATED_WITH"
    AIDED = "AIDED"
    YIELDED_TO = "YIELDED_TO"
    ASKED = "ASKED"
    ACCUSED = "ACCUSED"
    REJECTED = "REJECTED"
    THREATENED = "THREATENED"
    PROTESTED_AGAINST = "PROTESTED_AGAINST"
    SANCTIONED = "SANCTIONED"
    MOBILIZED_AGAINST = "MOBILIZED_AGAINST"
    COERCED = "COERCED"
    ATTACKED = "ATTACKED"


_RELATION = {
    Action.AGREE: Relation.AGREED_WITH,
    Action.CONSULT: Relation.MET,
    Action.SUPPORT: Relation.SUPPORTED,
    Action.CONCEDE: Relation.CONCEDED_TO,
    Action.COOPERATE: Relation.COOPERATED_WITH,
    Action.AID: Relation.AIDED,
    Action.RETREAT: Relation.YIELDED_TO,
    Action.REQUEST: Relation.ASKED,
    Action.ACCUSE: Relation.ACCUSED,
    Action.REJECT: Relation.REJECTED,
    Action.THREATEN: Relation.THREATENED,
    Action.PROTEST: Relation.PROTESTED_AGAINST,
    Action.SANCTION: Relation.SANCTIONED,
    Action.MOBILIZE: Relation.MOBILIZED_AGAINST,
    Action.COERCE: Relation.COERCED,
    Action.ASSAULT: Relation.ATTACKED,
}
_CONSULT = {"visit": Relation.VISITED, "phone": Relation.CALLED}
# The status of these three follows from the action (annotation rules, section 4).
FIXED_MODALITY = {
    Action.THREATEN: Modality.THREATENED,
    Action.REQUEST: Modality.CALLED_FOR,
    Action.AGREE: Modality.PLANNED,
}


@dataclass(frozen=True, slots=True)
class Code:
    """Quad class (1 verbal cooperation .. 4 material conflict) and intensity (-10 .. 10) of an action and mode."""

    quad: int
    intensity: float


@cache
def _codes() -> dict[tuple[str, str], Code]:
    path = resources.files("graph") / "data" / "ontology" / "plover_events.tsv"
    table = csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    rows = [row for row in table if row["event"] in Action.__members__]
    base = {row["event"]: row for row in rows if not row["mode"]}
    codes = {}
    for row in rows:
        action, score = row["event"], row["score"] or base[row["event"]]["score"]
        # The codebook's table has two slips, named by the design: SANCTION is quad 4, ACCUSE scores -3.
        quad = 4 if action == Action.SANCTION else int(row["quad"])
        intensity = -3.0 if action == Action.ACCUSE and not row["mode"] else float(score)
        codes[action, row["mode"]] = Code(quad, intensity)
    return codes


def code(action: Action, mode: str | None) -> Code:
    """The code of an action and mode; KeyError when the codebook has no such mode."""
    return _codes()[action.value, mode or ""]


def modes(action: Action) -> frozenset[str]:
    return frozenset(mode for name, mode in _codes() if name == action.value and mode)


def counts(action: Action, modality: Modality) -> bool:
    """Whether the act has happened, or is all that such an act ever is: a threat, a demand, an agreement."""
    return modality in {Modality.OCCURRED, FIXED_MODALITY.get(action)}


def relation(action: Action, mode: str | None) -> Relation:
    """The short-cut that draws an event: CONSULT by its mode, every other action by itself."""
    if action is Action.CONSULT and mode in _CONSULT:
        return _CONSULT[mode]
    return _RELATION[action]
