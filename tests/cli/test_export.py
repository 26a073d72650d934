"""What `casus export` promises at the terminal."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.cli.conftest import Casus


def test_an_export_prints_the_command_that_imports_it_and_names_no_folder(casus: Casus, tmp_path: Path) -> None:
    answer = casus("export", "--format", "neo4j-admin", str(tmp_path / "out"))
    assert answer.code == 0
    assert answer.out.startswith("neo4j-admin database import full neo4j")
    assert str(tmp_path) not in answer.out
    assert answer.err.startswith("casus: ")
    assert answer.err.count("\n") == 1
    files = {path.name for path in (tmp_path / "out").iterdir()}
    assert all(name in answer.out for name in files)
    with (tmp_path / "out" / "events.csv").open(newline="", encoding="utf-8") as file:
        events = list(csv.reader(file))
    with (tmp_path / "out" / "events-header.csv").open(encoding="utf-8") as file:
        (header,) = csv.reader(file)
    assert events
    assert {len(event) for event in events} == {len(header)}


def test_an_unknown_format_and_a_missing_one_are_usage_errors(casus: Casus, tmp_path: Path) -> None:
    for options in (["--format", "punch-cards"], []):
        answer = casus("export", *options, str(tmp_path / "out"))
        assert answer.code == 2
        assert "--format" in answer.err
        assert not (tmp_path / "out").exists()
    assert "neo4j-admin" in casus("export", "--format", "punch-cards", str(tmp_path)).err


def test_a_folder_that_holds_something_is_refused(casus: Casus, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "notes.txt").write_text("mine")
    answer = casus("export", "--format", "neo4j-admin", str(full))
    assert (answer.code, answer.out) == (2, "")
    assert [path.name for path in full.iterdir()] == ["notes.txt"]


def test_no_store_is_made_to_be_exported(casus: Casus, tmp_path: Path) -> None:
    missing = tmp_path / "none.db"
    answer = casus("export", "--format", "neo4j-admin", str(tmp_path / "out"), CASUS_STORE=f"sqlite:///{missing}")
    assert answer.code == 2
    assert not missing.exists()
    assert not (tmp_path / "out").exists()
