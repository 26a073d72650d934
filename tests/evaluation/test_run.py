"""Scoring a file: the formats that annotators write, and the figures that come of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from graph.errors import UnreadableError
from loaders.evaluation.records import read_records
from loaders.evaluation.run import evaluate, figures
from loaders.extract.pipeline import Extractor

COMPACT = {
    "id": "one",
    "lang": "en",
    "published": "2024-08-06",
    "text": "Norwegian Foreign Minister Espen Barth Eide met Kenyan President William Ruto in Nairobi on Monday.",
    "actors": [
        {"t": "Espen Barth Eide", "kind": "Person", "name": "Espen Barth Eide", "country": "NOR"},
        {"t": "William Ruto", "kind": "Person", "name": "William Ruto", "country": "KEN"},
    ],
    "places": [{"t": "Nairobi", "name": "Nairobi", "country": "KEN"}],
    "dates": [{"t": "Monday", "value": "2024-08-05"}],
    "events": [
        {
            "trigger": "met",
            "action": "CONSULT",
            "mode": None,
            "source": 0,
            "target": 1,
            "modality": "occurred",
            "date": 0,
            "place": 0,
            "by": None,
            "symmetric": True,
        }
    ],
}
PLAIN = {
    "id": "two",
    "lang": "en",
    "published": None,
    "text": "Kenya condemned the attack.",
    "events": [
        {
            "source": "Kenya",
            "source_code": "KEN",
            "action": "ACCUSE",
            "alt_actions": [],
            "target": None,
            "target_code": None,
            "modality": "occurred",
            "date": None,
            "place": None,
            "optional": False,
        }
    ],
}
QUIET = {"id": "three", "lang": "en", "published": None, "text": "The harvest was good.", "actors": [], "events": []}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in (COMPACT, PLAIN, QUIET)) + "\n", encoding="utf-8")
    return path


def test_both_formats_are_read_and_scored(gold: Path) -> None:
    told = figures(evaluate(list(read_records(gold)), Extractor.default()))
    assert (told["records"], told["events"]) == (3, 2)
    assert told["by_action"]["CONSULT"]["right"] == 1
    assert told["right_of_found"]["date"] == {"share": 1.0, "right": 1, "of": 1}
    assert told["silent_without_events"]["of"] == 1


def test_rows_under_the_least_confidence_do_not_count(gold: Path) -> None:
    told = figures(evaluate(list(read_records(gold)), Extractor.default(), min_confidence=1.01))
    assert told["lenient"]["printed"] == 0
    assert told["lenient"]["annotated"] == 2


def test_a_broken_record_is_named_by_its_line(gold: Path) -> None:
    gold.write_text(gold.read_text(encoding="utf-8") + '{"id": "four"\n', encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"gold\.jsonl:4"):
        list(read_records(gold))


def test_the_command_prints_figures_and_writes_the_errors(gold: Path, tmp_path: Path) -> None:
    errors = tmp_path / "errors.jsonl"
    result = CliRunner().invoke(app, ["eval", str(gold), "--json", "--errors", str(errors)])
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    missed = told["lenient"]["annotated"] - told["lenient"]["right"]
    false = told["lenient"]["printed"] - told["lenient"]["right"]
    lines = [json.loads(line) for line in errors.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == missed + false
    assert "By action" in CliRunner().invoke(app, ["eval", str(gold)]).stdout
