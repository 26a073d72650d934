"""A data set's file in a store: every row is counted, nothing comes twice, newer versions take the place of older."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.model import JobState
from graph.store import Store
from loaders.datasets import feed
from tests.datasets.loads import ANY, CODE, deaths, gdelt, ged, load, rejected, write
from tests.datasets.written import SHAPES, gdelt2, icews, mention, tabbed, written


@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_of_every_format_is_loaded_and_the_same_file_again_is_known(
    store: Store, tmp_path: Path, shape: str
) -> None:
    path, format_ = tmp_path / "rows", SHAPES[shape][0]
    path.write_bytes(written(shape, 5))
    first = load(path, store, format_)
    assert (first.state, first.known, first.tally.read) == (JobState.DONE, False, 5)
    assert first.tally.loaded == (0 if format_ == "gdelt-mentions" else 5)
    before = store.view().counts()
    again = load(path, store, format_)
    assert again.known
    assert again.tally.read == 5
    assert store.view().counts() == before


def test_rows_are_loaded_merged_or_rejected_and_a_copy_under_another_name_is_known(
    store: Store, tmp_path: Path
) -> None:
    made = gdelt(60, bad=[3, 50])
    path = write(tmp_path / "a.CSV", [*made, made[0], made[0]])
    outcome = load(path, store)
    assert (outcome.tally.read, outcome.tally.merged) == (62, 2)
    faults = {row[0]: row[1] for row in rejected(outcome)}
    assert (faults["3"], faults["50"]) == ("date", "date")
    assert store.view().counts()["events"] == outcome.tally.loaded
    assert outcome.troubled
    copy = tmp_path / "b.export.CSV"
    copy.write_bytes(path.read_bytes())
    assert load(copy, store).known


def test_of_a_corrected_file_only_the_changed_row_is_replaced(store: Store, tmp_path: Path) -> None:
    made = gdelt(40)
    first = load(write(tmp_path / "a.CSV", made), store)
    corrected = [list(row) for row in made]
    place = next(at for at, row in enumerate(made) if row[CODE] == "190")
    corrected[place][CODE] = "195"
    then = datetime.now(UTC)
    second = load(write(tmp_path / "b.CSV", corrected), store)
    assert (second.tally.loaded, second.tally.replaced) == (1, 1)
    assert second.tally.merged == first.tally.loaded - 1
    identity = made[place][0]

    def cameo(at: datetime | None) -> str | None:
        (event,) = (e for e in store.view(at).events(ANY).items if e.record and e.record.id == identity)
        return event.cameo

    assert (cameo(then), cameo(None)) == ("190", "195")
    assert not [finding for finding in store.check() if not finding.ok]


def test_a_row_that_a_file_holds_twice_in_two_batches_is_one_event(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "BATCH_ROWS", 4)
    made = [gdelt2(number) for number in range(1, 6)]
    outcome = load(write(tmp_path / "a.CSV", [*made, made[0]]), store)
    assert (outcome.tally.loaded, outcome.tally.merged) == (5, 1)


@pytest.mark.parametrize("batch", [1, 2, 3, 5000])
def test_mirrored_rows_of_icews_are_one_event_in_batches_of_any_size(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(feed, "BATCH_ROWS", batch)
    row = icews(7)
    mirror = [*row]
    mirror[2:5], mirror[8:11], mirror[0] = row[8:11], row[2:5], "8"
    path = tmp_path / "events.tab"
    path.write_bytes(tabbed([SHAPES["icews"][1] or [], row, mirror, icews(9)]))
    outcome = load(path, store, "icews")
    assert (outcome.tally.loaded, outcome.tally.merged) == (2, 1)


def test_every_spelling_of_an_actor_is_a_name_of_it_in_batches_of_any_size(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "BATCH_ROWS", 1)
    rows = [icews(number) for number in range(1, 4)]
    for row, name in zip(rows, ("France", "Government of France", "Government (France)"), strict=True):
        row[2:5] = [name, "", "France"]
    path = tmp_path / "events.tab"
    path.write_bytes(tabbed([SHAPES["icews"][1] or [], *rows]))
    load(path, store, "icews")
    (france,) = store.view().named("FRA")
    assert {"Government of France", "Government (France)"} <= {france.name, *france.aliases}


def test_a_newer_release_replaces_what_changed_and_retracts_what_is_gone(store: Store, tmp_path: Path) -> None:
    load(ged(tmp_path / "23", e1=1, e2=2, e3=3), store, "ucdp", release="23.01", whole=True)
    then = datetime.now(UTC)
    newer = load(ged(tmp_path / "24", e1=1, e2=7, e4=4), store, "ucdp", release="24.01", whole=True)
    tally = newer.tally
    assert (tally.loaded, tally.merged, tally.replaced, tally.retracted) == (2, 1, 1, 1)
    assert deaths(store) == {"1": 1, "2": 7, "4": 4}
    past = store.view(then).events(ANY).items
    assert {event.record.id: event.record.deaths for event in past if event.record} == {"1": 1, "2": 2, "3": 3}
    assert {event.record.version for event in store.view().events(ANY).items if event.record} == {"24.01"}
    assert not [finding for finding in store.check() if not finding.ok]


def test_an_older_release_after_a_newer_changes_nothing(store: Store, tmp_path: Path) -> None:
    load(ged(tmp_path / "24", e1=1, e2=7, e4=4), store, "ucdp", release="24.01", whole=True)
    older = load(ged(tmp_path / "23", e1=1, e2=2), store, "ucdp", release="23.01", whole=True)
    assert (older.tally.merged, older.tally.older, older.tally.retracted) == (2, 1, 0)
    assert deaths(store) == {"1": 1, "2": 7, "4": 4}


def test_a_part_of_a_release_retracts_nothing_and_is_no_load_of_the_whole(store: Store, tmp_path: Path) -> None:
    load(ged(tmp_path / "23", e1=1, e2=2), store, "ucdp", release="23.01", whole=True)
    part = ged(tmp_path / "24", e1=5)
    assert load(part, store, "ucdp", release="24.01").tally.retracted == 0
    assert deaths(store) == {"1": 5, "2": 2}
    whole = load(part, store, "ucdp", release="24.01", whole=True)
    assert (whole.known, whole.tally.merged, whole.tally.retracted) == (False, 1, 1)
    assert deaths(store) == {"1": 5}


def test_a_row_that_cannot_be_read_retracts_no_event(store: Store, tmp_path: Path) -> None:
    load(ged(tmp_path / "23", e1=1, e2=2, e3=3, e4=4), store, "ucdp", release="23.01", whole=True)
    path = ged(tmp_path / "24", e1=1, e2=-7, e3=8)
    path.write_bytes(path.read_bytes().replace(b"\n3,", b"\n3\0,"))
    outcome = load(path, store, "ucdp", release="24.01", whole=True)
    assert [row[1] for row in rejected(outcome)] == ["count", "encoding", "fields"]  # the last is the row's second line
    assert outcome.tally.retracted == 1
    assert set(deaths(store)) == {"1", "2", "3"}


def test_a_whole_release_without_a_row_retracts_nothing(store: Store, tmp_path: Path) -> None:
    load(ged(tmp_path / "23", e1=1), store, "ucdp", whole=True)
    outcome = load(ged(tmp_path / "24"), store, "ucdp", release="24.01", whole=True)
    assert (outcome.tally.read, outcome.tally.retracted, outcome.troubled) == (0, 0, True)
    assert deaths(store) == {"1": 1}


def test_mentions_are_reports_of_events_that_are_there_and_rejected_where_they_are_not(
    store: Store, tmp_path: Path
) -> None:
    mentions = write(tmp_path / "mentions.CSV", [mention(number) for number in (1, 2, 9)])
    early = load(mentions, store, "gdelt-mentions")
    assert (early.tally.rejected, early.tally.left_out, early.troubled) == (3, 3, False)
    assert [row[1] for row in rejected(early)] == ["no_event"] * 3
    load(write(tmp_path / "events.CSV", [gdelt2(1), gdelt2(2)]), store)
    told = [mention(number) for number in (1, 2, 9)]
    for row in told:
        row[5] += "/later"
    late = load(write(tmp_path / "later.CSV", told), store, "gdelt-mentions")
    assert (late.tally.loaded, late.tally.merged, late.tally.rejected) == (2, 0, 1)
    assert {len(event.reports) for event in store.view().events(ANY).items} == {2}


def test_too_many_rows_that_cannot_be_read_end_the_load_before_the_first_is_stored(
    store: Store, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.CSV", gdelt(30, bad=range(1, 12)))
    outcome = load(path, store, max_rejects=10)
    assert outcome.state is JobState.FAILED
    assert outcome.error is not None
    assert "over 10 rows" in outcome.error
    assert "20240230" in outcome.error
    assert store.view().counts()["events"] == outcome.tally.read == 0
    again = load(path, store, max_rejects=11)
    assert (again.state, again.tally.read) == (JobState.DONE, 30)


def test_of_a_truncated_gzip_file_what_can_be_read_is_loaded_and_the_reason_said(store: Store, tmp_path: Path) -> None:
    packed = gzip.compress(tabbed(gdelt(300)))
    path = tmp_path / "a.CSV.gz"
    path.write_bytes(packed[: len(packed) * 2 // 3])
    outcome = load(path, store)
    assert outcome.state is JobState.FAILED
    assert outcome.error is not None
    assert "cut short" in outcome.error
    assert 50 < outcome.tally.read < 300
    assert store.view().counts()["events"] == outcome.tally.loaded > 0
    again = load(path, store)
    assert (again.state, again.tally.read, again.error) == (JobState.FAILED, outcome.tally.read, outcome.error)
    path.write_bytes(packed)
    mended = load(path, store)
    assert (mended.state, mended.tally.read) == (JobState.DONE, 300)
    assert mended.tally.merged == outcome.tally.loaded


def test_a_stream_is_loaded_and_again_merged(store: Store, tmp_path: Path) -> None:
    data = tabbed(gdelt(30))
    first, second = (load(None, store, jobs=tmp_path, stream=io.BytesIO(data)) for _ in range(2))
    assert first.job != second.job
    assert (second.known, second.tally.merged) == (False, first.tally.loaded)


def test_what_cannot_be_opened_leaves_no_job(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="absent"):
        load(tmp_path / "absent", store)
    (tmp_path / "jobs").write_text("a file where the folder should be")
    with pytest.raises(InputError, match="rejected rows"):
        load(write(tmp_path / "a.CSV", gdelt(3)), store)
    assert store.jobs().latest(10) == ()


def test_a_file_that_is_nothing_at_all_is_no_load_that_went_well(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.CSV"
    path.touch()
    assert load(path, store).troubled
