"""The load job: articles become events with their sentences, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from graph.model import Action, Modality
from graph.sqlite import open_sqlite
from graph.store import EventQuery, Store
from loaders.article import RawArticle, Rejection
from loaders.extract.pipeline import Extractor
from loaders.load import Progress, Summary, load

ENGLISH = RawArticle(
    text=(
        "Norwegian Foreign Minister Espen Barth Eide met Kenyan President William Ruto in Nairobi on Monday. "
        "The two discussed trade.\nRuto will visit Oslo in October."
    ),
    where="en",
    title="Norway's foreign minister in Nairobi",
    url="https://news.example/en",
    publisher="Example Post",
    published=date(2024, 8, 6),
)
INDONESIAN = RawArticle(
    text=(
        "Menteri Luar Negeri Norwegia Espen Barth Eide bertemu dengan Presiden Kenya William Ruto di Nairobi, "
        "Senin (5/8). Keduanya membahas perdagangan."
    ),
    where="id",
    title="Menlu Norwegia di Nairobi",
    url="https://news.example/id",
    publisher="Example Pos",
    published=date(2024, 8, 6),
)
GERMAN = RawArticle(
    text="Die Ministerin reiste am Montag nach Nairobi und sprach dort mit dem Präsidenten über den Handel.", where="de"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_sqlite(tmp_path / "casus.db")
    yield store
    store.close()


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.default()


def meetings(store: Store, **filters: object) -> list[tuple[str | None, str | None, date | None, int]]:
    page = store.view().events(EventQuery(actions=frozenset({Action.CONSULT}), both_sides=True, **filters))  # type: ignore[arg-type]
    return [
        (e.source and e.source.name, e.target and e.target.name, e.date, len(e.reports)) for e in page.items if e.source
    ]


def test_one_meeting_told_in_two_languages_is_one_event_with_two_reports(store: Store, extractor: Extractor) -> None:
    summary = load([ENGLISH, INDONESIAN], store, extractor)
    assert ("Espen Barth Eide", "William Ruto", date(2024, 8, 5), 2) in meetings(store)
    assert summary.merged >= 1


def test_every_report_quotes_its_sentence_from_its_article(store: Store, extractor: Extractor) -> None:
    load([ENGLISH, INDONESIAN], store, extractor)
    every = frozenset(Modality)
    reports = [report for event in store.view().events(EventQuery(modalities=every)).items for report in event.reports]
    assert reports
    for report in reports:
        article = store.view().article(report.article.id)
        assert article is not None
        assert article.text[report.start : report.end] == report.sentence
        assert report.trigger in report.sentence


def test_loading_twice_changes_nothing(store: Store, extractor: Extractor) -> None:
    load([ENGLISH, INDONESIAN], store, extractor)
    before = (store.view().counts(), store.view().events(EventQuery(modalities=frozenset(Modality))))
    again = load([INDONESIAN, ENGLISH, ENGLISH], store, extractor)
    assert (again.read, again.loaded, again.unchanged) == (3, 0, 3)
    assert (store.view().counts(), store.view().events(EventQuery(modalities=frozenset(Modality)))) == before


def test_what_is_planned_is_no_meeting_that_happened(store: Store, extractor: Extractor) -> None:
    load([ENGLISH], store, extractor)
    assert all(day == date(2024, 8, 5) for _, _, day, _ in meetings(store))


def test_every_rejection_is_counted_and_explained_and_stops_nothing(store: Store, extractor: Extractor) -> None:
    unreadable = Rejection("gone.txt", "missing", "no such file; check the name")
    summary = load([unreadable, GERMAN, RawArticle("  \n ", where="blank"), ENGLISH], store, extractor)
    assert (summary.read, summary.loaded, summary.rejected) == (4, 1, 3)
    assert [r.code for r in summary.rejections] == ["missing", "language", "no_text"]
    assert summary.reasons == {"missing": 1, "language": 1, "no_text": 1}
    assert all(r.where and r.reason for r in summary.rejections)


def test_progress_is_told_after_every_article(store: Store, extractor: Extractor) -> None:
    told: list[Progress] = []
    summary = load([ENGLISH, INDONESIAN], store, extractor, on_progress=told.append)
    assert [p.loaded for p in told] == [1, 2]
    assert told[-1].events == summary.events


def outcome(summary: Summary) -> tuple[int, ...]:
    return (summary.read, summary.loaded, summary.unchanged, summary.rejected, summary.events, summary.links)


def test_the_result_does_not_depend_on_the_number_of_workers(tmp_path: Path, extractor: Extractor) -> None:
    inputs = [ENGLISH, GERMAN, INDONESIAN]
    alone, pooled = open_sqlite(tmp_path / "alone.db"), open_sqlite(tmp_path / "pooled.db")
    assert outcome(load(inputs, alone, extractor)) == outcome(load(inputs, pooled, extractor, workers=2))
    every = EventQuery(modalities=frozenset(Modality))
    told = [
        [event.model_dump(exclude={"recorded_at"}) for event in store.view().events(every).items]
        for store in (alone, pooled)
    ]
    assert told[0] == told[1]
    alone.close()
    pooled.close()


def test_a_load_that_was_stopped_goes_on_where_it_ended(store: Store, extractor: Extractor) -> None:
    def stopped() -> Iterator[RawArticle]:
        yield ENGLISH
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(stopped(), store, extractor)
    summary = load([ENGLISH, INDONESIAN], store, extractor)
    assert (summary.unchanged, summary.loaded) == (1, 1)


def test_an_article_that_was_withdrawn_is_rejected_and_says_so(store: Store, extractor: Extractor) -> None:
    load([ENGLISH], store, extractor)
    [page] = {report.article.id for event in store.view().events(EventQuery()).items for report in event.reports}
    store.writer().retract(page, datetime.now(UTC))
    summary = load([ENGLISH], store, extractor)
    assert (summary.loaded, summary.reasons) == (0, {"withdrawn": 1})
    assert store.view().events(EventQuery()).items == ()


def test_a_text_that_breaks_the_extractor_is_reported_and_stops_nothing(store: Store, extractor: Extractor) -> None:
    class Breaking(Extractor):
        def extract(self, document):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            if document.lang == "id":
                raise ArithmeticError("no such luck")
            return super().extract(document)

    summary = load([INDONESIAN, ENGLISH], store, Breaking(extractor.reader))
    assert (summary.loaded, summary.reasons) == (1, {"extractor": 1})
