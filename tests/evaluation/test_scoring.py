"""The scorer on small records of our own."""

from __future__ import annotations

from typing import Any

import pytest

from graph.errors import UnreadableError
from loaders.evaluation.records import expand, read_records
from loaders.evaluation.report import calibration, interval, mistakes, quiet, score, total
from loaders.evaluation.scoring import Level, Tally

TEXT = "Mali accused Niger of lies. Niger rejected the accusation and expelled Malian diplomats."
NOBODY: dict[str, Any] = {"mode": None, "by": None, "date": None, "place": None, "modality": "occurred"}


def record(**changes: Any) -> dict[str, Any]:
    compact = {
        "id": "r1",
        "lang": "en",
        "published": "2024-03-01",
        "text": TEXT,
        "actors": [
            {"t": "Mali", "kind": "Country", "name": "Mali", "country": "MLI"},
            {"t": ["Niger", "Niger#2"], "kind": "Country", "name": "Niger", "country": "NER"},
            {"t": "Malian diplomats", "kind": "Group", "name": "Malian diplomats", "country": "MLI"},
        ],
        "places": [],
        "dates": [],
        "events": [
            {**NOBODY, "trigger": "accused", "action": "ACCUSE", "source": 0, "target": 1},
            {**NOBODY, "trigger": "rejected", "action": "REJECT", "source": 1, "target": 0, "alt": ["ACCUSE"]},
            {**NOBODY, "trigger": "expelled", "action": "SANCTION", "mode": "expel", "source": 1, "target": 2},
        ],
        "links": [{"cause": 0, "effect": 1, "words": "rejected the accusation"}],
    }
    return expand({**compact, **changes})


ACTORS = {"Mali": "MLI", "Niger": "NER", "Malian diplomats": "MLI", "Bamako": "MLI", "France": "FRA"}


def row(
    event: str, action: str, source: str | None, target: str | None, trigger: str, **changes: Any
) -> dict[str, Any]:
    def actor(name: str | None) -> dict[str, Any] | None:
        return None if name is None else {"name": name, "text": name, "country": ACTORS[name]}

    start = TEXT.index(trigger)
    first = start < TEXT.index(".")
    sentence = {"start": 0, "end": 27, "text": ""} if first else {"start": 28, "end": len(TEXT), "text": ""}
    return {
        "doc": "r1", "event": event, "action": action, "mode": None, "modality": "occurred", "source": actor(source),
        "target": actor(target), "date": None, "place": None, "sentence": sentence, "confidence": 0.9,
        "trigger": {"text": trigger, "start": start, "end": start + len(trigger)}, **changes,
    }  # fmt: skip


def link(cause: str, effect: str) -> dict[str, Any]:
    return {"doc": "r1", "link": {"cause": cause, "effect": effect}}


RIGHT = [
    row("a", "ACCUSE", "Mali", "Niger", "accused"),
    row("b", "REJECT", "Niger", "Mali", "rejected"),
    row("c", "SANCTION", "Niger", "Malian diplomats", "expelled", mode="expel"),
]


def tally(rows: list[dict[str, Any]], level: Level = Level.LENIENT, **changes: Any) -> Tally:
    (scored,) = score([record(**changes)], rows)
    return scored.tally(level)


def test_everything_right_scores_one() -> None:
    (scored,) = score([record()], [*RIGHT, link("a", "b")])
    assert scored.tally(Level.STRICT) == scored.tally(Level.LENIENT) == Tally(3, 3, 3)
    assert scored.links == Tally(1, 1, 1)
    assert scored.details["modality"] == Tally(3, 3, 3)
    assert scored.details["mode"] == Tally(1, 1, 1)
    assert list(mistakes([scored])) == []


def test_alternative_actions_and_countries_count_leniently_only() -> None:
    rows = [row("a", "ACCUSE", "Bamako", "Niger", "accused"), row("b", "ACCUSE", "Niger", "Mali", "rejected")]
    assert tally(rows) == Tally(2, 2, 3)
    assert tally(rows, Level.STRICT) == Tally(0, 2, 3)


def test_a_missing_actor_must_be_missing() -> None:
    assert tally([row("a", "ACCUSE", "Mali", None, "accused")]).right == 0


def test_another_sentence_is_no_match() -> None:
    assert tally([row("a", "ACCUSE", "Mali", "Niger", "expelled")]).right == 0


def test_one_line_answers_one_event() -> None:
    assert tally([RIGHT[0], {**RIGHT[0], "event": "z"}]) == Tally(1, 2, 3)


def test_direction_matters_except_for_meetings() -> None:
    turned = row("a", "ACCUSE", "Niger", "Mali", "accused")
    assert tally([turned]).right == 0
    met = {**NOBODY, "trigger": "accused", "action": "CONSULT", "source": 0, "target": 1}
    assert tally([{**turned, "action": "CONSULT"}], events=[met], links=[]) == Tally(1, 1, 1)


def test_optional_events_neither_help_nor_hurt() -> None:
    events = [{**NOBODY, "trigger": "accused", "action": "ACCUSE", "source": 0, "target": 1, "optional": True}]
    assert tally([RIGHT[0]], events=events, links=[]) == Tally(0, 0, 0)
    assert tally([], events=events, links=[]) == Tally(0, 0, 0)


def test_the_wrong_modality_is_not_strict() -> None:
    rows = [{**RIGHT[0], "modality": "denied"}]
    assert tally(rows, Level.STRICT).right == 0
    assert tally(rows).right == 1


def test_a_link_needs_both_its_events() -> None:
    (scored,) = score([record()], [*RIGHT[:1], link("a", "missing")])
    assert scored.links == Tally(0, 0, 1)
    (turned,) = score([record()], [*RIGHT, link("b", "a")])
    assert turned.links == Tally(0, 1, 1)


def test_silence_and_calibration_are_counted() -> None:
    empty = record(events=[], links=[])
    assert quiet(score([empty], [])) == Tally(1, 1, 1)
    assert quiet(score([empty], RIGHT)) == Tally(0, 1, 1)
    ((confidence, share, rows),) = calibration(score([record()], RIGHT[:1]))
    assert (round(confidence, 3), share, rows) == (0.9, 1.0, 1)


def test_an_interval_holds_its_figure_and_repeats() -> None:
    tallies = [Tally(1, 2, 2), Tally(2, 2, 2), Tally(0, 1, 1), Tally(3, 4, 5)]
    low, high = interval(tallies)
    assert low < total(tallies).f1 < high
    assert interval(tallies) == (low, high)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"trigger": "denied"}, "not in the text"),
        ({"modality": "planned", "action": "REQUEST"}, "modality"),
        ({"mode": "visit"}, "no mode"),
        ({"source": 9}, "source 9"),
        ({"source": None, "target": None}, "at least one actor"),
        ({"action": "DANCE"}, "DANCE"),
    ],
)
def test_a_faulty_annotation_is_named(change: dict[str, Any], fault: str) -> None:
    event = {**NOBODY, "trigger": "accused", "action": "ACCUSE", "source": 0, "target": 1, **change}
    with pytest.raises((ValueError, IndexError), match=fault):
        record(events=[event], links=[])


def test_a_broken_line_is_reported_with_its_number(tmp_path: Any) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text('\n{"id": "x"}\n')
    with pytest.raises(UnreadableError, match=r"broken\.jsonl:2: KeyError"):
        list(read_records(path))
