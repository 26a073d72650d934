"""Loading and extracting from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Casus

TEXT = "Iran met Russia in Geneva on 3 March 2024. The two sides spoke for hours, officials said."
SUMMARY = {
    "read", "loaded", "unchanged", "merged", "rejected", "reasons", "events", "reports", "links", "seconds", "rate",
    "rejections",
}  # fmt: skip


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.jsonl"
    path.write_text(json.dumps({"id": "doc-1", "text": TEXT, "lang": "en"}) + "\n", encoding="utf-8")
    return path


def test_loading_twice_changes_nothing(casus: Casus, article: Path) -> None:
    first = casus("load", str(article), "--json")
    assert first.code == 0
    summary = json.loads(first.out)
    assert set(summary) == SUMMARY
    assert (summary["read"], summary["loaded"], summary["events"]) == (1, 1, 1)
    meetings = casus("meetings", "--json").out
    again = json.loads(casus("load", str(article), "--json").out)
    assert (again["loaded"], again["unchanged"], again["events"]) == (0, 1, 0)
    assert casus("meetings", "--json").out == meetings


def test_what_is_rejected_is_listed_counted_and_stops_nothing(casus: Casus, article: Path, tmp_path: Path) -> None:
    missing = [str(tmp_path / f"missing-{n}.txt") for n in range(4)]
    answer = casus("load", *missing, str(article), CASUS_REJECTIONS_SHOWN="2")
    assert answer.code == 1
    assert "loaded" in answer.out
    lines = answer.err.splitlines()
    assert [line for line in lines if "missing-" in line] == [
        f"casus: rejected {name}: no such file; check the path" for name in missing[:2]
    ]
    assert any("rejected 4 in all as missing" in line for line in lines)
    summary = json.loads(casus("load", *missing, str(article), "--json").out)
    assert (summary["rejected"], len(summary["rejections"])) == (4, 4)
    assert set(summary["rejections"][0]) == {"where", "code", "reason"}


def test_nothing_to_load_is_said(casus: Casus, tmp_path: Path) -> None:
    empty = tmp_path / "none.jsonl"
    empty.write_text("\n", encoding="utf-8")
    answer = casus("load", str(empty))
    assert answer.code == 1
    assert answer.err


def test_progress_is_one_line_per_interval_where_there_is_no_terminal(casus: Casus, article: Path) -> None:
    assert "articles/s" in casus("load", str(article), CASUS_LOG_SECONDS="0.000001").err
    assert casus("load", str(article), CASUS_LOG_SECONDS="3600").err == ""


def test_extract_prints_only_json_lines(casus: Casus, article: Path, tmp_path: Path) -> None:
    answer = casus("extract", str(article), str(tmp_path / "missing.txt"))
    assert answer.code == 0
    rows = [json.loads(line) for line in answer.out.splitlines()]
    assert rows
    for row in rows:
        assert row["doc"] == "doc-1"
        for part in (row["trigger"], row["sentence"], row["source"]):
            assert TEXT[part["start"] : part["end"]] == part["text"]
    assert answer.err.startswith("casus: rejected ")


def test_extract_can_print_a_table(casus: Casus, article: Path) -> None:
    answer = casus("extract", str(article), "--format", "table")
    assert answer.code == 0
    assert "Iran -> Russia" in answer.out


def test_extract_says_when_nothing_could_be_read(casus: Casus, tmp_path: Path) -> None:
    answer = casus("extract", str(tmp_path / "missing.txt"))
    assert (answer.code, answer.out) == (1, "")


def test_a_text_that_the_extractor_cannot_take_stops_no_other(casus: Casus, tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    rows = [{"id": "a", "text": TEXT + " unreadable", "lang": "en"}, {"id": "b", "text": TEXT, "lang": "en"}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    extracted = casus("extract", str(path))
    assert extracted.code == 1
    assert {json.loads(line)["doc"] for line in extracted.out.splitlines()} == {"b"}
    loaded = casus("load", str(path), "--json")
    assert loaded.code == 1
    assert json.loads(loaded.out)["loaded"] == 1


def test_extract_writes_utf_8_wherever_it_is_printed(casus: Casus, tmp_path: Path) -> None:
    path = tmp_path / "quoted.jsonl"
    path.write_text(json.dumps({"id": "q", "text": f"“{TEXT}” — é", "lang": "en"}), encoding="utf-8")
    assert "“Iran" in casus("extract", str(path)).out
