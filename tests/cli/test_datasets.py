"""`casus load` of data sets and `casus jobs`, on the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Casus
from tests.datasets.loads import gdelt, ged, write
from tests.datasets.written import ICEWS, gdelt2, icews, mention, tabbed

OUTCOME = {
    *("job", "input", "format", "state", "known", "rejects", "error", "rate", "read", "loaded", "merged", "rejected"),
    *("replaced", "older", "left_out", "retracted", "reports", "last", "done", "size", "seconds", "reasons"),
}
JOB = {"id", "kind", "state", "input", "format", "created_at", "updated_at", "summary", "error"}
TEXT = "Iran met Russia in Geneva on 3 March 2024. The two sides spoke for hours, officials said."


@pytest.fixture(autouse=True)
def jobs_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CASUS_JOBS_DIR", str(tmp_path / "jobs"))
    return tmp_path / "jobs"


def loaded(casus: Casus, *args: str, status: int = 0, **env: str) -> list[dict[str, Any]]:
    """What became of each file, by --json."""
    answer = casus("load", "--json", *args, **env)
    assert answer.code == status, answer.err
    outcomes: list[dict[str, Any]] = json.loads(answer.out)["datasets"]
    for outcome in outcomes:
        assert set(outcome) == OUTCOME
        assert outcome["read"] == outcome["loaded"] + outcome["merged"] + outcome["rejected"]
    return outcomes


def test_a_file_is_loaded_told_and_known_again(casus: Casus, tmp_path: Path) -> None:
    path = write(tmp_path / "a.export.CSV", [gdelt2(number) for number in range(1, 6)])
    answer = casus("load", str(path))
    assert answer.code == 0
    assert "rows read" in answer.out
    (outcome,) = loaded(casus, str(path))
    assert (outcome["known"], outcome["read"], outcome["state"]) == (True, 5, "done")
    assert "nothing to do" in casus("load", str(path)).out


def test_rows_that_cannot_be_read_are_status_1_and_left_out_ones_are_not(casus: Casus, tmp_path: Path) -> None:
    (outcome,) = loaded(casus, str(write(tmp_path / "a.CSV", gdelt(20, bad=[4]))), status=1)
    assert outcome["reasons"]["date"] == 1
    assert Path(outcome["rejects"]).read_text(encoding="utf-8").startswith("row\tcode\treason\ttext\n")
    (outcome,) = loaded(casus, str(write(tmp_path / "b.CSV", [mention(77)])))
    assert outcome["reasons"] == {"no_event": 1}


def test_another_format_under_this_name_is_ended_by_max_rejects(casus: Casus, tmp_path: Path) -> None:
    path = write(tmp_path / "a.CSV", gdelt(20, bad=range(1, 20)))
    answer = casus("load", "--max-rejects", "5", str(path))
    assert answer.code == 1
    assert "over 5 rows cannot be read as gdelt" in answer.err
    (outcome,) = loaded(casus, "--format", "ucdp", str(path), status=1)
    assert (outcome["state"], outcome["read"], "not ucdp" in outcome["error"]) == ("failed", 0, True)


def test_a_format_a_release_or_a_whole_that_cannot_be_is_status_2(casus: Casus, tmp_path: Path) -> None:
    one, two = (str(write(tmp_path / name, [gdelt2(1)])) for name in ("a.CSV", "b.CSV"))
    for args, word in (
        (["--format", "gdlt", one], "gdlt"),
        (["--release", "spring", one], "24.1"),
        (["--whole", one, two], "--whole"),
    ):
        answer = casus("load", *args)
        assert (answer.code, word in answer.err) == (2, True), answer.err


@pytest.mark.parametrize("spelt", ["24.1", "24_1", "v24.1", "24.01"])
def test_a_release_sorts_however_it_is_spelt(casus: Casus, tmp_path: Path, spelt: str) -> None:
    """Release 9 would be the greater text."""
    loaded(casus, "--release", "9.1", "--whole", str(ged(tmp_path / "old.csv", e1=1, e2=2)))
    (outcome,) = loaded(casus, "--release", spelt, "--whole", str(ged(tmp_path / "new.csv", e1=4)))
    assert (outcome["replaced"], outcome["retracted"]) == (1, 1)


def test_of_ucdp_yearly_files_are_whole_and_candidate_events_are_not(casus: Casus, tmp_path: Path) -> None:
    """Those of 2024, which the yearly file of 2024 does not reach, are gone with the one of 2025."""
    counts = []
    for name, deaths in (
        ("GEDEvent_v23_1.csv", {"e1": 1, "e2": 2, "e3": 3}),
        ("GEDEvent_v24_0_5.csv", {"e9": 9}),
        ("GEDEvent_v24_01_24_09.csv", {"e8": 8}),
        ("GEDEvent_v24_1_norland.csv", {"e1": 1}),
        ("GEDEvent_v24_1.csv", {"e1": 1, "e2": 7}),
        ("GEDEvent_v25_1.csv", {"e1": 1}),
    ):
        (outcome,) = loaded(casus, str(ged(tmp_path / name, **deaths)))
        counts.append((outcome["loaded"], outcome["replaced"], outcome["retracted"]))
    assert counts == [(3, 0, 0), (1, 0, 0), (1, 0, 0), (0, 0, 0), (1, 1, 1), (0, 0, 3)]


def test_a_folder_of_articles_and_data_sets_is_read_as_both_and_a_pattern_as_its_files(
    casus: Casus, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "talks.txt").write_text(TEXT)
    write(folder / "a.export.CSV", [gdelt2(1)])
    (folder / "deep" / "events.tab").write_bytes(tabbed([ICEWS, icews(1)]))
    with zipfile.ZipFile(folder / "b.export.CSV.zip", "w") as archive:
        archive.writestr("b.export.CSV", tabbed([gdelt2(2)]))
    (folder / "empty.zip").write_bytes(b"PK\x05\x06" + b"\0" * 18)
    answer = casus("load", "--json", str(folder))
    told = json.loads(answer.out)
    found = {Path(one["input"]).name: one["loaded"] for one in told["datasets"]}
    assert found == {"a.export.CSV": 1, "b.export.CSV.zip": 1, "events.tab": 1, "empty.zip": 0}
    assert "nothing in it" in next(one["error"] for one in told["datasets"] if one["error"])
    assert (answer.code, told["read"], told["loaded"]) == (1, 1, 1)
    again = loaded(casus, str(folder / "*.export.CSV*"))
    assert [one["known"] for one in again] == [True, True]


def test_what_is_empty_is_told_and_keeps_nothing_from_being_loaded(casus: Casus, tmp_path: Path) -> None:
    (tmp_path / "empty.CSV").touch()
    assert casus("load", str(tmp_path / "empty.CSV")).code == 1
    (outcome, other) = loaded(
        casus, "--format", "gdelt", str(tmp_path / "empty.CSV"), str(write(tmp_path / "a.CSV", [gdelt2(1)])), status=1
    )
    assert (outcome["read"], other["loaded"]) == (0, 1)


def test_a_dry_run_tells_the_rejected_rows_and_changes_nothing(casus: Casus, tmp_path: Path, jobs_dir: Path) -> None:
    path, store = write(tmp_path / "a.CSV", gdelt(20, bad=[4])), tmp_path / "none.db"
    before = sorted(tmp_path.iterdir())
    answer = casus("load", "--dry-run", str(path), CASUS_STORE=f"sqlite:///{store}")
    assert answer.code == 1
    assert "rejected row 4: '20240230' is no day" in answer.err
    told = json.loads(casus("load", "--dry-run", "--json", str(path), CASUS_STORE=f"sqlite:///{store}").out)
    assert told["dry_run"] is True
    (outcome,) = told["datasets"]
    assert set(outcome) == {*OUTCOME, "rejections"}
    assert outcome["rejections"][0]["number"] == 4
    assert sorted(tmp_path.iterdir()) == before
    assert not jobs_dir.exists()
    (real,) = loaded(casus, str(path), status=1)
    assert {name: real[name] for name in ("read", "loaded", "rejected")} == {
        name: outcome[name] for name in ("read", "loaded", "rejected")
    }


def test_jobs_lists_loads_and_shows_one(casus: Casus, tmp_path: Path) -> None:
    (outcome,) = loaded(casus, str(write(tmp_path / "a.CSV", gdelt(20, bad=[4]))), status=1)
    table = casus("jobs")
    assert (table.code, outcome["job"] in table.out, "done" in table.out) == (0, True, True)
    found = json.loads(casus("jobs", "--json").out)
    (job,) = [one for one in found if one["id"] == outcome["job"]]
    assert set(job) == JOB
    shown = casus("jobs", "show", outcome["job"])
    assert shown.code == 0
    assert f"rejects: {outcome['rejects']}" in shown.out
    one = json.loads(casus("jobs", "show", outcome["job"], "--json").out)
    assert one == job
    assert (one["kind"], one["summary"]["read"], one["summary"]["rejected"]) == ("dataset", 20, outcome["rejected"])
    missing = casus("jobs", "show", "jb-none")
    assert (missing.code, "casus jobs" in missing.err) == (2, True)
    assert casus("jobs", CASUS_STORE=f"sqlite:///{tmp_path / 'none.db'}").code == 2


def test_standard_input_is_recognised_and_loaded(tmp_path: Path, address: str) -> None:
    told = subprocess.run(
        [str(Path(sys.executable).with_name("casus")), "load", "--json", "-"],
        input=tabbed([gdelt2(number) for number in range(1, 4)]),
        env={**os.environ, "CASUS_STORE": address},
        capture_output=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    (outcome,) = json.loads(told.stdout)["datasets"]
    assert (outcome["input"], outcome["format"], outcome["loaded"]) == ("standard input", "gdelt", 3)
