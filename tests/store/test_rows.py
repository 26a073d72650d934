"""Rows of data sets: what every store promises of them."""

from __future__ import annotations

from datetime import date

import pytest

from graph.model import Action, ActorKind, DatePrecision, Job, JobKind, JobState, Modality, record_event_id
from graph.rows import EventRow, MentionRow, ReportRow, Rows, RowsWritten, SourceRow
from graph.store import EventQuery, Store
from tests.store.build import hours, place, state

IRAN, IRAQ = state("Iran", "IRN"), state("Iraq", "IRQ")
BAGHDAD = place("Baghdad", "IRQ", 33.3, 44.4)
SOURCE = SourceRow("ar-1", None, "https://news.example/1", "news.example", "2024-05-02")
OTHER = SourceRow("ar-2", "Elsewhere", None, "Other Courier", None)
SET = "TEST SET"


def row(
    record: str, version: str = "1", deaths: int | None = None, twin: str | None = None, **more: object
) -> EventRow:
    known: dict[str, object] = {
        "id": record_event_id(SET, twin or record, deaths),
        "action": "ASSAULT",
        "mode": "aerial",
        "cameo": "195",
        "quad": 4,
        "intensity": -10.0,
        "modality": "occurred",
        "source": "IRN",
        "target": "IRQ",
        "day": "2024-05-01",
        "day_end": None,
        "day_precision": "day",
        "place": BAGHDAD.id,
        "record": record,
        "version": version,
        "mentions": 3,
        "sources": 2,
        "articles": 1,
        "deaths": deaths,
        "deaths_low": None,
        "deaths_high": None,
        "contexts": "military;territory",
        "note": "As coded.",
    }
    return EventRow(**{**known, **more})  # type: ignore[arg-type]


def rows(*events: EventRow, source: SourceRow = SOURCE) -> Rows:
    return Rows(
        SET,
        "test",
        actors=[IRAN, IRAQ],
        places=[BAGHDAD],
        articles=[source],
        events=list(events),
        reports=[ReportRow(event.id, source.id, -1) for event in events],
    )


def shown(store: Store, at: float | None = None) -> dict[str, int | None]:
    """Deaths of every event that shows, by record."""
    page = store.view(hours(at) if at is not None else None).events(EventQuery(limit=50))
    return {event.record.id: event.record.deaths for event in page.items if event.record}


def test_a_row_comes_back_whole_and_says_that_it_quotes_no_sentence(store: Store) -> None:
    told = row("7", "24.1", deaths=5, deaths_low=4, deaths_high=9)
    assert store.writer().write_rows(rows(told), hours(0)) == RowsWritten(loaded=1, reports=1)
    (event,) = store.view().events(EventQuery()).items
    assert (event.id, event.action, event.mode, event.cameo) == (told.id, Action.ASSAULT, "aerial", "195")
    assert (event.modality, event.quad, event.intensity, event.confidence) == (Modality.OCCURRED, 4, -10.0, None)
    assert event.source == IRAN.ref()
    assert event.target == IRAQ.ref()
    assert event.place == BAGHDAD
    assert (event.date, event.date_end, event.date_precision) == (date(2024, 5, 1), None, DatePrecision.DAY)
    assert event.record is not None
    assert event.record.model_dump() == {
        "dataset": SET,
        "id": "7",
        "version": "24.1",
        "mentions": 3,
        "sources": 2,
        "articles": 1,
        "deaths": 5,
        "deaths_low": 4,
        "deaths_high": 9,
        "contexts": ("military", "territory"),
        "note": "As coded.",
    }
    (report,) = event.reports
    assert (report.sentence, report.start, report.end, report.trigger, report.sentence_index) == (None,) * 5
    assert report.extractor == "test"
    assert report.article.url == "https://news.example/1"
    article = store.view().article("ar-1")
    assert article is not None
    assert (article.text, article.lang, article.fetched_at, article.sha256) == (None,) * 4
    assert [event.id for event in store.view().article_events("ar-1")] == [told.id]
    assert not [finding for finding in store.check() if not finding.ok]


def test_the_same_rows_again_change_nothing(store: Store) -> None:
    batch = rows(row("1"), row("2"))
    store.writer().write_rows(batch, hours(0))
    before = store.view().events(EventQuery())
    assert store.writer().write_rows(batch, hours(1)) == RowsWritten(merged=2)
    assert store.view().events(EventQuery()) == before


def test_a_row_twice_in_one_batch_is_loaded_once(store: Store) -> None:
    assert store.writer().write_rows(rows(row("1"), row("1")), hours(0)).loaded == 1
    assert store.view().counts()["events"] == 1


def test_of_two_rows_of_one_record_in_a_batch_the_last_counts(store: Store) -> None:
    written = store.writer().write_rows(rows(row("1", deaths=5), row("1", deaths=8), row("2")), hours(0))
    assert written == RowsWritten(loaded=2, merged=1, reports=2)
    assert shown(store) == {"1": 8, "2": None}
    written = store.writer().write_rows(rows(row("1", deaths=9), row("1", deaths=8)), hours(1))
    assert written == RowsWritten(merged=2)
    assert shown(store) == {"1": 8, "2": None}
    written = store.writer().write_rows(rows(row("1", "3", deaths=7), row("1", "2", deaths=6)), hours(2))
    assert (written.loaded, written.merged, written.replaced) == (1, 1, 1)
    assert shown(store) == {"1": 7, "2": None}
    assert not [finding for finding in store.check() if not finding.ok]


def test_a_report_twice_in_one_batch_is_one_report(store: Store) -> None:
    told = row("1")
    assert store.writer().write_rows(rows(told, told), hours(0)) == RowsWritten(loaded=1, merged=1, reports=1)
    mentions = [MentionRow("1", "ar-2", 3), MentionRow("1", "ar-2", 1), MentionRow("1", "ar-2", 5)]
    batch = Rows(SET, "test-mentions", articles=[OTHER], mentions=mentions)
    assert store.writer().write_rows(batch, hours(1)) == RowsWritten(loaded=1, merged=2, reports=1)
    (event,) = store.view().events(EventQuery()).items
    assert [report.sentence_index for report in event.reports] == [None, 5]
    for article in ("ar-1", "ar-2"):
        assert store.view().counts()["events"] == 1
        store.writer().retract(article, hours(2))
    assert store.view().counts()["events"] == 0


def test_a_newer_version_takes_the_place_of_the_older_and_the_past_still_shows_it(store: Store) -> None:
    store.writer().write_rows(rows(row("1", "23.1", deaths=5)), hours(0))
    written = store.writer().write_rows(rows(row("1", "24.1", deaths=8)), hours(2))
    assert written == RowsWritten(loaded=1, replaced=1, reports=1)
    assert shown(store) == {"1": 8}
    assert shown(store, 1) == {"1": 5}
    assert not [finding for finding in store.check() if not finding.ok]


def test_an_older_version_does_not_replace_a_newer_one(store: Store) -> None:
    store.writer().write_rows(rows(row("1", "24.1", deaths=8)), hours(0))
    written = store.writer().write_rows(rows(row("1", "23.1", deaths=5)), hours(1))
    assert written == RowsWritten(merged=1, older=1)
    assert shown(store) == {"1": 8}


def test_a_newer_version_with_the_same_content_is_merged_and_noted(store: Store) -> None:
    store.writer().write_rows(rows(row("1", "23.1")), hours(0))
    assert store.writer().write_rows(rows(row("1", "24.1")), hours(1)) == RowsWritten(merged=1)
    (event,) = store.view().events(EventQuery()).items
    assert event.record is not None
    assert event.record.version == "24.1"


def test_mirrored_rows_are_one_event(store: Store) -> None:
    batch = rows(row("1", twin="a"), row("2", twin="a", source="IRQ", target="IRN"))
    assert store.writer().write_rows(batch, hours(0)).merged == 1
    assert store.writer().write_rows(batch, hours(1)) == RowsWritten(merged=2)
    assert store.view().counts()["events"] == 1


def test_a_retracted_row_is_gone_now_and_there_before(store: Store) -> None:
    one, two = row("1"), row("2")
    store.writer().write_rows(rows(one, two), hours(0))
    assert set(store.view().records(SET)) == {("1", one.id, "1"), ("2", two.id, "1")}
    assert store.writer().retract_events([one.id], hours(2)) == 1
    assert store.writer().retract_events([one.id], hours(3)) == 0
    assert set(shown(store)) == {"2"}
    assert set(shown(store, 1)) == {"1", "2"}
    assert set(store.view().records(SET)) == {("2", two.id, "1")}
    assert not [finding for finding in store.check() if not finding.ok]


def test_a_row_that_comes_back_shows_again(store: Store) -> None:
    one = row("1")
    store.writer().write_rows(rows(one), hours(0))
    store.writer().retract_events([one.id], hours(1))
    assert store.writer().write_rows(rows(one), hours(2)).loaded == 1
    assert set(shown(store)) == {"1"}
    assert not [finding for finding in store.check() if not finding.ok]


def test_a_mention_becomes_a_report_of_its_event(store: Store) -> None:
    told = row("1")
    store.writer().write_rows(rows(told), hours(0))
    mentions = [MentionRow("1", "ar-2", 3), MentionRow("99", "ar-2", 0), MentionRow("1", "ar-1", 2)]
    batch = Rows(SET, "test-mentions", articles=[SOURCE, OTHER], mentions=mentions)
    assert store.writer().write_rows(batch, hours(1)) == RowsWritten(loaded=2, reports=2, unknown=(1,))
    (event,) = store.view().events(EventQuery()).items
    assert {(report.article.id, report.sentence_index) for report in event.reports} == {("ar-1", 2), ("ar-2", 3)}
    again = store.writer().write_rows(batch, hours(2))
    assert (again.loaded, again.merged, again.unknown) == (0, 2, (1,))


def test_a_source_that_was_withdrawn_stays_so(store: Store) -> None:
    store.writer().write_rows(rows(row("1")), hours(0))
    store.writer().retract("ar-1", hours(1))
    assert store.view().counts()["events"] == 0
    assert store.writer().write_rows(rows(row("1"), row("2")), hours(2)) == RowsWritten(merged=2)
    assert store.view().counts()["events"] == 0
    assert store.writer().write_rows(rows(row("2"), source=OTHER), hours(3)).loaded == 1
    assert set(shown(store)) == {"2"}


def test_rows_and_the_state_of_their_load_are_written_together(store: Store) -> None:
    def job(written: RowsWritten) -> Job:
        summary: dict[str, object] = {"loaded": written.loaded}
        return Job(
            id="jb-1",
            kind=JobKind.DATASET,
            state=JobState.RUNNING,
            created_at=hours(0),
            updated_at=hours(0),
            payload={"input": "file"},
            summary=summary,
        )

    store.writer().write_rows(rows(row("1"), row("2")), hours(0), job)
    kept = store.jobs().get("jb-1")
    assert kept is not None
    assert (kept.kind, kept.summary) == (JobKind.DATASET, {"loaded": 2})
    assert store.jobs().latest(5) == (kept,)
    assert store.jobs().pending() == ()

    def broken(written: RowsWritten) -> Job:
        raise RuntimeError(f"after {written.loaded}")

    with pytest.raises(RuntimeError):
        store.writer().write_rows(rows(row("3")), hours(1), broken)
    assert set(shown(store)) == {"1", "2"}


def test_a_data_sets_actor_is_the_one_that_articles_name(store: Store) -> None:
    store.writer().write_rows(rows(row("1")), hours(0))
    (found,) = store.view().named("Iran")
    assert (found.id, found.kind) == ("IRN", ActorKind.COUNTRY)
