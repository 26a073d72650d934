"""What a dump promises: all that was written, retracted things too, in one state."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from time import sleep

import pytest

from graph.dump import StoredActor, StoredArticle, StoredEvent, StoredLink, StoredPlace, StoredReport
from graph.errors import SchemaTooNewError
from graph.model import Action, Modality, instant
from graph.store import Store
from tests.store.build import EXTRACTOR, START, article, batch, event, hours, link, person, place, report, state
from tests.store.places import Place
from tests.store.test_rows import row, rows

IRAN, ENVOY = state("Iran", "IRN", "Persia", "Islamic Republic"), person("Ali Example")
BASRA = place("Basra", "IRQ", 30.5, 47.75)
NEWS = article("Iran met an envoy.", "Then it left.")
MET = event(
    Action.CONSULT, IRAN, ENVOY, date(2024, 4, 2), report(NEWS, "Iran met an envoy.", "met", by=ENVOY.ref()),
    mode="visit", cameo="042", at=BASRA, confidence=0.5,
)  # fmt: skip
LEFT = event(Action.RETREAT, None, IRAN, None, report(NEWS, "Then it left."), modality=Modality.PLANNED)
SAID = link(MET, LEFT, NEWS, "Then", 0.25)


def test_all_that_articles_tell_is_there_and_when_it_came_and_went(store: Store) -> None:
    store.writer().write(batch([NEWS], [MET, LEFT], [SAID], [IRAN, ENVOY]), hours(0))
    store.writer().retract(NEWS.id, hours(1))
    came, went, fetched = instant(hours(0)), instant(hours(1)), instant(START)
    with store.dump() as dump:
        assert set(dump.actors()) == {
            StoredActor("IRN", "Iran", "country", "IRN", None, came, ("Islamic Republic", "Persia")),
            StoredActor(ENVOY.id, "Ali Example", "person", None, None, came, ()),
        }
        assert list(dump.places()) == [StoredPlace(BASRA.id, "Basra", "IRQ", 30.5, 47.75, came)]
        published, told = "2024-05-01", (NEWS.sha256, NEWS.text)
        named = (NEWS.id, NEWS.title, None, NEWS.publisher, published)
        assert list(dump.articles()) == [StoredArticle(*named, "en", fetched, *told, came, went)]
        rest: tuple[None, ...] = (None,) * 10
        dated = (IRAN.id, ENVOY.id, "2024-04-02", None, "day", BASRA.id, 0.5)
        undated = (None, IRAN.id, None, None, "unknown", None, None)
        coded = (MET.id, "CONSULT", "visit", "042", MET.quad, MET.intensity, "occurred", *dated, *rest)
        planned = (LEFT.id, "RETREAT", None, None, LEFT.quad, LEFT.intensity, "planned", *undated, *rest)
        assert set(dump.events()) == {StoredEvent(*row, 0, came, went, ()) for row in (coded, planned)}
        claimed = (MET.id, NEWS.id, 0, "met", "Iran met an envoy.", 0, 18, ENVOY.id, ENVOY.name)
        plain = (LEFT.id, NEWS.id, 19, "did", "Then it left.", 0, 32, None, None)
        assert set(dump.reports()) == {StoredReport(*row, EXTRACTOR, came, went) for row in (claimed, plain)}
        words = ("connective", "Then", NEWS.text, 0, len(NEWS.text), 0.25, None)
        assert list(dump.links()) == [StoredLink(MET.id, LEFT.id, NEWS.id, None, *words, came, went)]


def test_all_that_data_sets_tell_is_there(store: Store) -> None:
    old, new = row("7", "23.1", 5), row("7", "24.1", 8, deaths_low=0, contexts=None, note=None)
    store.writer().write_rows(rows(old), hours(0))
    store.writer().write_rows(rows(new), hours(1))
    with store.dump() as dump:
        events = {event.id: event for event in dump.events()}
        gone, there = events[old.id], events[new.id]
        assert (gone.retracted_at, gone.reports) == (instant(hours(1)), 0)
        assert (gone.record, gone.version, gone.deaths, gone.contexts, gone.note) == (
            "7", "23.1", 5, ("military", "territory"), "As coded.",
        )  # fmt: skip
        assert (there.retracted_at, there.reports, there.recorded_at) == (None, 1, instant(hours(1)))
        assert (there.version, there.deaths, there.deaths_low, there.deaths_high) == ("24.1", 8, 0, None)
        assert (there.mentions, there.sources, there.articles) == (3, 2, 1)
        assert (there.contexts, there.note) == ((), None)
        cited = {report.event: report for report in dump.reports()}
        assert cited[new.id] == StoredReport(
            new.id, "ar-1", 0, "", None, None, None, None, None, "test", instant(hours(1)), None
        )
        (source,) = dump.articles()
        assert source == StoredArticle(
            "ar-1", None, "https://news.example/1", "news.example", "2024-05-02", None, None, None, None,
            instant(hours(0)), None,
        )  # fmt: skip


def test_what_is_loaded_meanwhile_is_not_seen(store: Store) -> None:
    store.writer().write_rows(rows(row("1")), hours(0))
    with ThreadPoolExecutor(1) as pool:
        with store.dump() as dump:
            loading = pool.submit(store.writer().write_rows, rows(row("2")), hours(1))
            sleep(0.5)
            assert [event.record for event in dump.events()] == ["1"]
            assert len(list(dump.reports())) == 1
        assert loading.result(60).loaded == 1
    with store.dump() as dump:
        assert {event.record for event in dump.events()} == {"1", "2"}


def test_a_store_of_another_schema_is_not_dumped(home: Place) -> None:
    home.open().close()
    home.make_newer()
    store = home.open()
    with pytest.raises(SchemaTooNewError), store.dump():
        pass
    store.close()
