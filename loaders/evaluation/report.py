"""Figures over many documents: tallies, bootstrap intervals, calibration, and the list of what went wrong."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.evaluation.records import Json
from loaders.evaluation.scoring import Level, Matched, Tally, check_details, match_events, match_links


@dataclass(frozen=True, slots=True)
class Scored:
    """One document with its rows and matches."""

    record: Json
    rows: tuple[Json, ...]
    strict: Matched
    lenient: Matched
    links: Tally
    details: dict[str, Tally]

    def tally(self, level: Level) -> Tally:
        return (self.strict if level is Level.STRICT else self.lenient).tally


def score(records: Iterable[Json], rows: Iterable[Json]) -> tuple[Scored, ...]:
    """`records` expanded (loaders.evaluation.records), `rows` as `casus extract` prints them, in any order."""
    events: dict[str, list[Json]] = {}
    links: dict[str, list[Json]] = {}
    for row in rows:
        (links if "link" in row else events).setdefault(row["doc"], []).append(row)
    out = []
    for record in records:
        own = events.get(record["id"], [])
        strict, lenient = (match_events(record, own, level) for level in (Level.STRICT, Level.LENIENT))
        linked = match_links(record, own, links.get(record["id"], []), lenient)
        out.append(Scored(record, tuple(own), strict, lenient, linked, check_details(record, own, lenient)))
    return tuple(out)


def total(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def interval(tallies: Sequence[Tally], rounds: int = 1000, seed: int = 1) -> tuple[float, float]:
    """95 % bootstrap interval of F1 over documents."""
    if not tallies:
        return 0.0, 0.0
    rng = random.Random(seed)  # noqa: S311 - resampling, no secret
    drawn = sorted(total(rng.choices(tallies, k=len(tallies))).f1 for _ in range(rounds))
    return drawn[int(0.025 * rounds)], drawn[int(0.975 * rounds)]


def quiet(scored: Sequence[Scored]) -> Tally:
    """Documents in which nothing is annotated: how many of them the extractor is silent on."""
    empty = [s for s in scored if not s.record["events"]]
    return Tally(sum(not s.rows for s in empty), len(empty), len(empty))


def mistakes(scored: Iterable[Scored]) -> Iterator[Json]:
    """Every miss and false alarm (lenient) with its words."""
    for s in scored:
        for i in s.lenient.missed:
            event = s.record["events"][i]
            names = [None if event[r] is None else s.record["actors"][event[r]]["name"] for r in ("source", "target")]
            yield _mistake(s, "missed", event, names, s.record["text"])
        for j in s.lenient.false:
            row = s.rows[j]
            names = [row[r] and row[r]["name"] for r in ("source", "target")]
            yield {**_mistake(s, "false", row, names, row["sentence"]["text"]), "confidence": row["confidence"]}


def _mistake(scored: Scored, fault: str, event: Json, names: list[str | None], text: str) -> Json:
    trigger = event["trigger"] and event["trigger"]["text"]
    sides = dict(zip(("source", "target"), names, strict=True))
    return {
        "doc": scored.record["id"],
        "fault": fault,
        "action": event["action"],
        **sides,
        "trigger": trigger,
        "text": text,
    }


def calibration(scored: Iterable[Scored], bins: int = 10) -> list[tuple[float, float, int]]:
    """(mean confidence, share that is right, rows) of each filled tenth of confidence, lenient."""
    pairs = []
    for s in scored:
        right = {j for _, j in s.lenient.pairs}
        pairs += [(s.rows[j]["confidence"], j in right) for j in [*right, *s.lenient.false]]
    out = []
    for k in range(bins):
        inside = [(c, r) for c, r in pairs if c is not None and min(int(c * bins), bins - 1) == k]
        if inside:
            out.append((sum(c for c, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside), len(inside)))
    return out
