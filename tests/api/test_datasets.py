"""Loads of data sets over HTTP: they are shown, and never run."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from fastapi.testclient import TestClient

from api.settings import Settings
from graph.model import JobState
from graph.sqlite import open_sqlite
from tests.api.shapes import assert_problem
from tests.datasets.loads import gdelt, load, write

JOB = {"id", "kind", "state", "input", "format", "created_at", "updated_at", "summary", "error"}
COUNTS = {
    *("read", "loaded", "merged", "rejected", "replaced", "older", "left_out", "retracted", "reports", "last", "done"),
    *("size", "seconds", "reasons", "rate", "rejects"),
}


def test_loads_of_data_sets_are_listed_and_shown(client: TestClient, settings: Settings, tmp_path: Path) -> None:
    store = open_sqlite(settings.store.removeprefix("sqlite:///"))
    outcome = load(write(tmp_path / "a.CSV", gdelt(20, bad=[3])), store)
    store.close()
    answer = client.get(f"/v1/jobs/{outcome.job}")
    assert answer.status_code == 200
    job = answer.json()
    assert set(job) == JOB
    assert set(job["summary"]) == COUNTS
    assert (job["kind"], job["state"], job["format"]) == ("dataset", "done", "gdelt")
    assert job["summary"]["read"] == 20 == sum(job["summary"][name] for name in ("loaded", "merged", "rejected"))
    assert job["summary"]["reasons"]["date"] == 1
    listed = client.get("/v1/jobs", params={"limit": 1})
    assert listed.json() == [job]
    assert_problem(client.get("/v1/jobs/jb-none"), 404, "not_found")


def test_a_load_whose_process_is_gone_is_shown_as_stopped(
    client: TestClient, settings: Settings, tmp_path: Path
) -> None:
    store = open_sqlite(settings.store.removeprefix("sqlite:///"))
    outcome = load(write(tmp_path / "a.CSV", gdelt(5)), store)
    job = store.jobs().get(outcome.job)
    assert job is not None
    store.jobs().put(job.model_copy(update={"state": JobState.RUNNING, "updated_at": datetime.now(UTC)}))
    store.close()
    assert client.get(f"/v1/jobs/{outcome.job}").json()["state"] == "stopped"
