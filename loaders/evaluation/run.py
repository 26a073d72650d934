"""Annotated records through the extractor, and the figures that come of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from loaders.evaluation.records import Json
from loaders.evaluation.report import Scored, calibration, interval, quiet, score, total
from loaders.evaluation.scoring import Level, Tally
from loaders.extract.pipeline import Extractor
from loaders.extract.predictions import rows
from loaders.extract.types import Document


def evaluate(records: Sequence[Json], extractor: Extractor, min_confidence: float = 0.0) -> tuple[Scored, ...]:
    """Each record read by `extractor` and matched; rows under `min_confidence` count as not printed."""
    printed: list[Json] = []
    for record in records:
        told = list(rows(extractor.extract(_document(record))))
        sure = {row["event"] for row in told if "event" in row and row["confidence"] >= min_confidence}
        printed += [row for row in told if _kept(row, sure, min_confidence)]
    return score(records, printed)


def _document(record: Json) -> Document:
    published = date.fromisoformat(record["published"][:10]) if record["published"] else None
    return Document(record["id"], record["text"], record["lang"], published)


def _kept(row: Json, sure: set[str], min_confidence: float) -> bool:
    if "link" in row:
        return row["link"]["cause"] in sure and row["link"]["effect"] in sure
    return bool(row["confidence"] >= min_confidence)


def figures(scored: Sequence[Scored]) -> Json:
    """Everything that `casus eval` tells, as JSON: each figure with the counts that it comes from."""
    details: dict[str, Tally] = {}
    for one in scored:
        for name, tally in one.details.items():
            details[name] = details.get(name, Tally()) + tally
    return {
        "records": len(scored),
        "events": sum(not event["optional"] for one in scored for event in one.record["events"]),
        **{level.value: _level(scored, level) for level in Level},
        "links": _three(total(one.links for one in scored)),
        "silent_without_events": _share(quiet(scored)),
        "right_of_found": {name: _share(tally) for name, tally in details.items()},
        "by_action": {action: _three(tally) for action, tally in sorted(_by_action(scored).items())},
        "confusion": [
            {"annotated": gold, "printed": found, "count": count} for (gold, found), count in _confusion(scored)
        ],
        "calibration": [
            {"confidence": round(mean, 3), "right": round(right, 3), "rows": count}
            for mean, right, count in calibration(scored)
        ],
    }


def _level(scored: Sequence[Scored], level: Level) -> Json:
    tallies = [one.tally(level) for one in scored]
    low, high = interval(tallies)
    return {**_three(total(tallies)), "f1_95": [round(low, 3), round(high, 3)]}


def _three(tally: Tally) -> Json:
    return {
        "precision": round(tally.precision, 3),
        "recall": round(tally.recall, 3),
        "f1": round(tally.f1, 3),
        "right": tally.right,
        "printed": tally.proposed,
        "annotated": tally.wanted,
    }


def _share(tally: Tally) -> Json:
    return {"share": round(tally.recall, 3), "right": tally.right, "of": tally.wanted}


def _by_action(scored: Iterable[Scored]) -> dict[str, Tally]:
    """Lenient; a match counts for the annotated action, a false alarm for the printed one."""
    found: dict[str, Tally] = {}
    for one in scored:
        gold = one.record["events"]
        counts = [(gold[i]["action"], Tally(1, 1, 1)) for i, _ in one.lenient.pairs]
        counts += [(gold[i]["action"], Tally(0, 0, 1)) for i in one.lenient.missed]
        counts += [(one.rows[j]["action"], Tally(0, 1, 0)) for j in one.lenient.false]
        for action, tally in counts:
            found[action] = found.get(action, Tally()) + tally
    return found


def _confusion(scored: Iterable[Scored]) -> list[tuple[tuple[str, str], int]]:
    """Of missed events and false alarms on the same words: (annotated action, printed action), commonest first."""
    seen: Counter[tuple[str, str]] = Counter()
    for one in scored:
        for i in one.lenient.missed:
            event = one.record["events"][i]
            if event["trigger"]:
                seen.update(
                    (event["action"], one.rows[j]["action"]) for j in one.lenient.false if _touch(event, one.rows[j])
                )
    return [pair for pair in seen.most_common() if pair[0][0] != pair[0][1]]


def _touch(event: Json, row: Json) -> bool:
    gold, found = event["trigger"], row["trigger"]
    return bool(gold["start"] < found["end"] and found["start"] < gold["end"])
