"""The annotated records that the reader is trained on."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.evaluation.records import read_records

TRAINING = Path(__file__).parents[2] / "training"
RECORDS = sorted([*(TRAINING / "records").glob("*.jsonl"), *(TRAINING / "test").glob("*.jsonl")])


def test_there_are_records_in_both_languages() -> None:
    assert {path.name[:2] for path in RECORDS} == {"id", "en"}


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_record_is_sound_and_its_own(path: Path) -> None:
    records = list(read_records(path))
    assert records
    assert len({record["id"] for record in records}) == len(records)
    assert {record["lang"] for record in records} == {path.name[:2]}


def test_no_text_is_both_trained_on_and_tested_on() -> None:
    trained, tested = (
        {record["text"] for path in RECORDS if path.parent.name == part for record in read_records(path)}
        for part in ("records", "test")
    )
    assert tested
    assert not trained & tested
