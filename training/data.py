"""Records -> examples: words, spans and what is true of them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global

from graph.model import Action
from graph.ontology import modes as modes_of
from loaders.evaluation.records import read_records
from loaders.extract.words import Pieces, Range, words
from training.labels import ACTIONS, KINDS, MODALITIES

RECORDS = Path(__file__).parent / "records"
BREAK = re.compile(r"\n|(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]*[A-Z])")
STATE = re.compile(r"^(the |government of |authorities of |republic of )+", re.IGNORECASE)
ROLE_LISTS = {"source": "actors", "target": "actors", "by": "actors", "place": "places", "date": "dates"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """One predicate; mentions are indices into the example's, pairs are (source mentions, target mentions)."""

    span: Range
    weight: float
    actions: dict[int, float]
    mode: int
    modality: int
    symmetric: bool
    pairs: list[tuple[frozenset[int], frozenset[int]]]
    ignored: frozenset[int]
    sides: dict[str, frozenset[int]]

    @property
    def action(self) -> int:
        return max(self.actions, key=lambda a: self.actions[a])


@dataclass(frozen=True, slots=True)
class Example:
    id: str
    text: str
    words: list[Range]
    pieces: list[tuple[int, ...]]
    sentence: list[int]
    mentions: list[Range]
    kinds: list[int]
    owners: list[int]
    triggers: list[Trigger]
    links: set[tuple[int, int]]
    cues: set[int] = field(default_factory=set)

    def surface(self, span: Range) -> str:
        return self.text[self.words[span[0]][0] : self.words[span[1] - 1][1]]


def mode_names() -> list[str]:
    """Every action with each of its modes, as ACTION/mode, sorted; the class before them all is: none."""
    return sorted(f"{action}/{mode}" for action in Action for mode in modes_of(action))


def load_records(folder: Path = RECORDS) -> list[dict[str, Any]]:
    return [record for path in sorted(folder.glob("*.jsonl")) for record in read_records(path)]


def held_out(record: dict[str, Any], share: float = 0.12) -> bool:
    """Whole articles go to one side."""
    origin = record.get("origin") or ""
    own = not origin or origin.startswith(("authored", "ud"))
    name = record["id"] if own else re.sub(r"\W+", " ", origin)
    return int(hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()[:8], 16) % 1000 < share * 1000


class States:
    """Which canonical names are states."""

    def __init__(self) -> None:
        two = {
            v[0]: k for k, v in get_global("territory_aliases").items() if len(k) == 3 and k.isalpha() and len(v) == 1
        }
        territories = Locale("en").territories
        self._codes = {name.lower(): two[code] for code, name in territories.items() if code in two}
        self._codes |= {"palestine": "PSE", "turkey": "TUR", "myanmar": "MMR", "ivory coast": "CIV", "hong kong": "HKG"}
        self._codes |= {"democratic republic of the congo": "COD", "czech republic": "CZE", "kosovo": "XKX"}
        self._codes |= {"bosnia and herzegovina": "BIH", "trinidad and tobago": "TTO", "dr congo": "COD"}

    def has(self, name: str, country: str | None) -> bool:
        return bool(country) and self._codes.get(STATE.sub("", name).lower()) == country


def prepare(record: dict[str, Any], pieces: Pieces, states: States, modes: list[str]) -> Example:
    text = record["text"]
    spans = words(text)
    breaks = [m.start() for m in BREAK.finditer(text)]
    sentence = [sum(b < start for b in breaks) for start, _ in spans]
    at = Finder(spans)
    owned: dict[Range, tuple[str, int, int]] = {}
    for group, fixed in (("actors", None), ("places", "PLACE"), ("dates", "DATE")):
        for index, thing in enumerate(record[group]):
            kind = fixed or ("Country" if states.has(thing["name"], thing.get("country")) else thing["kind"])
            for surface in thing["t"]:
                owned.setdefault(at.span(surface), (group, index, KINDS.index(kind)))
    mentions = sorted(owned)
    number = {pair: i for i, pair in enumerate(sorted({owned[m][:2] for m in mentions}))}
    by_trigger: dict[Range, list[dict[str, Any]]] = {}
    for event in record["events"]:
        by_trigger.setdefault(at.span(event["trigger"]), []).append(event)
    order = sorted(by_trigger)
    choose = Chooser(mentions, [owned[m][:2] for m in mentions], sentence, at)
    triggers = [_trigger(span, by_trigger[span], choose, modes) for span in order]
    place = [order.index(at.span(event["trigger"])) for event in record["events"]]
    links = {(place[link["cause"]], place[link["effect"]]) for link in record["links"]}
    cues = {i for link in record["links"] for i in range(*at.span(link["evidence"]))}
    kinds, owners = [owned[m][2] for m in mentions], [number[owned[m][:2]] for m in mentions]
    split = pieces.of(text, spans)
    links = {(a, b) for a, b in links if a != b}
    return Example(record["id"], text, spans, split, sentence, mentions, kinds, owners, triggers, links, cues)


@dataclass(frozen=True, slots=True)
class Finder:
    words: list[Range]

    def span(self, surface: dict[str, Any]) -> Range:
        inside = [i for i, (a, b) in enumerate(self.words) if a < surface["end"] and b > surface["start"]]
        return inside[0], inside[-1] + 1


@dataclass(frozen=True, slots=True)
class Chooser:
    """Which mentions of an actor fill a role: the one that is named, else those of the trigger's sentence, else all."""

    mentions: list[Range]
    owners: list[tuple[str, int]]
    sentence: list[int]
    at: Finder

    def all(self, event: dict[str, Any], role: str) -> frozenset[int]:
        owner = (ROLE_LISTS[role], event[role])
        return frozenset(i for i, o in enumerate(self.owners) if o == owner)

    def best(self, event: dict[str, Any], role: str) -> frozenset[int]:
        every = self.all(event, role)
        named = event.get(f"{role}_t")
        home = self.sentence[self.at.span(event["trigger"])[0]]
        near = frozenset(i for i in every if self.sentence[self.mentions[i][0]] == home)
        if named and (span := self.at.span(named)) in self.mentions and self.mentions.index(span) in every:
            near |= {self.mentions.index(span)}
        return near or every


def _trigger(span: Range, events: list[dict[str, Any]], choose: Chooser, modes: list[str]) -> Trigger:
    first = events[0]
    alternatives = [ACTIONS.index(a) for a in first["alt"] if a != first["action"]]
    actions = {ACTIONS.index(first["action"]): 0.8 if alternatives else 1.0}
    actions |= {a: 0.2 / len(alternatives) for a in alternatives}
    pairs = list(dict.fromkeys((choose.best(e, "source"), choose.best(e, "target")) for e in events))
    used = {i for pair in pairs for side in pair for i in side}
    every = {i for e in events for role in ("source", "target") for i in choose.all(e, role)}
    sides = {r: frozenset(i for e in events for i in choose.best(e, r)) for r in ("by", "place", "date")}
    name = f"{first['action']}/{first['mode']}"
    return Trigger(
        span=span,
        weight=0.4 if all(e["optional"] for e in events) else 1.0,
        actions=actions,
        mode=1 + modes.index(name) if first["mode"] else 0,
        modality=MODALITIES.index(first["modality"]),
        symmetric=first["symmetric"],
        pairs=pairs,
        ignored=frozenset(every - used),
        sides=sides,
    )
