"""One-to-one matching of printed events with annotated ones, sentence by sentence.

Strict: action, both actors by name, modality. Lenient: action or a listed alternative; actors by code, country or a
shared word; a missing actor must be missing. `optional` events neither help nor hurt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.model import Action
from graph.ontology import FIXED_MODALITY
from loaders.evaluation.records import Json

Range = tuple[int, int]

_SMALL_WORDS = frozenset("of the a an and in on at for to its his her dan di ke dari yang para sang si atas".split())
_WORD = re.compile(r"\w+")


class Level(StrEnum):
    STRICT = "strict"
    LENIENT = "lenient"


@dataclass(frozen=True, slots=True)
class Tally:
    """`right` of `proposed` lines answer `wanted` ones."""

    right: int = 0
    proposed: int = 0
    wanted: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.proposed + other.proposed, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.proposed + self.wanted) if self.proposed + self.wanted else 0.0


@dataclass(frozen=True, slots=True)
class Matched:
    """Of one document: pairs (annotated event, printed row), what was missed, what was wrong; `tally` counts them."""

    pairs: tuple[tuple[int, int], ...]
    missed: tuple[int, ...]
    false: tuple[int, ...]

    @property
    def tally(self) -> Tally:
        right = len(self.pairs)
        return Tally(right, right + len(self.false), right + len(self.missed))


def match_events(record: Json, rows: Sequence[Json], level: Level) -> Matched:
    """`rows` are the document's event rows; indices of the result count in `record["events"]` and in `rows`."""
    gold = record["events"]
    required = [i for i, event in enumerate(gold) if not event["optional"]]
    optional = [i for i, event in enumerate(gold) if event["optional"]]
    units = [_unit(row) for row in rows]

    def fits(i: int, j: int) -> bool:
        return _inside(gold[i], units[j]) and same_event(record, gold[i], rows[j], level)

    def nearness(i: int, j: int) -> int:
        trigger = gold[i]["trigger"]
        return abs(int(trigger["start"]) - int(rows[j]["trigger"]["start"])) if trigger else 0

    pairs = _assign(required, range(len(rows)), fits, nearness)
    rest = [j for j in range(len(rows)) if j not in set(pairs.values())]
    excused = set(_assign(optional, rest, fits, nearness).values())
    missed = tuple(i for i in required if i not in pairs)
    return Matched(tuple(sorted(pairs.items())), missed, tuple(j for j in rest if j not in excused))


def _unit(row: Json) -> Range:
    return row["sentence"]["start"], row["sentence"]["end"]


def _inside(gold: Json, unit: Range) -> bool:
    """Whether an annotated event stands in a sentence; one without a trigger belongs to a one-sentence record."""
    return gold["trigger"] is None or unit[0] <= gold["trigger"]["start"] < unit[1]


def _assign(
    left: Sequence[int], right: Sequence[int], fits: Callable[[int, int], bool], nearness: Callable[[int, int], int]
) -> dict[int, int]:
    """A largest matching (augmenting paths), nearer triggers tried first."""
    edges = {i: sorted((j for j in right if fits(i, j)), key=lambda j: (nearness(i, j), j)) for i in left}
    owner: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for j in edges[i]:
            if j not in tried:
                tried.add(j)
                if j not in owner or place(owner[j], tried):
                    owner[j] = i
                    return True
        return False

    for i in sorted(left, key=lambda i: nearness(i, edges[i][0]) if edges[i] else 0):
        place(i, set())
    return {i: j for j, i in owner.items()}


def same_event(record: Json, gold: Json, row: Json, level: Level) -> bool:
    actions = {gold["action"]} if level is Level.STRICT else {gold["action"], *gold["alt"]}
    if row["action"] not in actions:
        return False
    action = Action(gold["action"])
    if level is Level.STRICT and action not in FIXED_MODALITY and row["modality"] != gold["modality"]:
        return False
    source, target = (None if gold[r] is None else record["actors"][gold[r]] for r in ("source", "target"))
    if _same_actor(source, row["source"], level) and _same_actor(target, row["target"], level):
        return True
    swapped = gold["symmetric"] or (action is Action.CONSULT and row["action"] == action)
    return swapped and _same_actor(source, row["target"], level) and _same_actor(target, row["source"], level)


def _same_actor(gold: Json | None, found: Json | None, level: Level) -> bool:
    if gold is None or found is None:
        return gold is found
    names = {_plain(gold["name"]), *(_plain(surface["text"]) for surface in gold["t"])}
    if _plain(found["name"]) in names:
        return True
    if level is Level.STRICT:
        return False
    if found["country"] and found["country"] == gold.get("country"):
        return True
    return bool(_words(" ".join(names)) & _words(f"{found['name']} {found['text']}"))


def _plain(name: str) -> str:
    return " ".join(_WORD.findall(name.casefold()))


def _words(name: str) -> set[str]:
    return {word for word in _WORD.findall(name.casefold()) if len(word) > 1} - _SMALL_WORDS


def match_links(record: Json, rows: Sequence[Json], links: Sequence[Json], matched: Matched) -> Tally:
    """Links whose two events matched, against all that are annotated between required events.

    A link counts once for each pair of annotated events; one that touches an excused event is left out.
    """
    answers: dict[str, set[int]] = {}
    for i, j in matched.pairs:
        answers.setdefault(rows[j]["event"], set()).add(i)
    known = set(answers) | {rows[j]["event"] for j in matched.false}
    optional = {i for i, event in enumerate(record["events"]) if event["optional"]}
    wanted = {(x["cause"], x["effect"]) for x in record["links"] if not {x["cause"], x["effect"]} & optional}
    right: set[tuple[int, int]] = set()
    wrong = 0
    for link in (row["link"] for row in links):
        if link["cause"] in known and link["effect"] in known:
            causes, effects = (answers.get(link[end], set()) for end in ("cause", "effect"))
            hits = {(a, b) for a in causes for b in effects} & wanted
            right |= hits
            wrong += not hits
    return Tally(len(right), len(right) + wrong, len(wanted))


def check_details(record: Json, rows: Sequence[Json], matched: Matched) -> dict[str, Tally]:
    """Of the matched events: modality (not where the action fixes it); mode, date and place where annotated."""
    out = dict.fromkeys(("modality", "mode", "date", "place"), Tally())
    for i, j in matched.pairs:
        gold, row = record["events"][i], rows[j]
        if Action(gold["action"]) not in FIXED_MODALITY:
            out["modality"] += _one(row["modality"] == gold["modality"])
        if gold["mode"]:
            out["mode"] += _one(row["mode"] == gold["mode"])
        day = None if gold["date"] is None else record["dates"][gold["date"]]["value"]
        if day and re.fullmatch(r"\d{4}-\d\d-\d\d", day):
            out["date"] += _one(row["date"] == day)
        if gold["place"] is not None:
            place = record["places"][gold["place"]]
            names = _words(" ".join([place["name"], *(t["text"] for t in place["t"])]))
            found = row["place"]
            out["place"] += _one(bool(found and names & _words(f"{found['name']} {found['text']}")))
    return out


def _one(right: bool) -> Tally:
    return Tally(int(right), 1, 1)
