"""What versions promise: a store of another schema is refused, and only migrating changes it."""

from __future__ import annotations

import pytest

from graph.batch import Batch
from graph.errors import SchemaTooNewError, SchemaTooOldError, StoreUnavailableError
from graph.model import Action
from graph.store import EventQuery, Store
from tests.store.build import article, batch, event, hours, report, state
from tests.store.places import Place


def test_a_new_store_has_the_whole_schema(store: Store) -> None:
    found, ours = store.schema()
    assert found == ours >= 1
    assert store.migrate() == ()
    store.health()


def _refuses(store: Store, error: type[Exception]) -> None:
    for use in (
        store.health,
        lambda: store.view().counts(),
        lambda: store.view().events(EventQuery()),
        lambda: store.writer().write(Batch(), hours(0)),
        lambda: store.jobs().pending(),
    ):
        with pytest.raises(error) as caught:
            use()
        assert "\n" not in str(caught.value)


def test_a_newer_store_is_refused(home: Place) -> None:
    home.open().close()
    home.make_newer()
    store = home.open()
    try:
        _refuses(store, SchemaTooNewError)
        with pytest.raises(SchemaTooNewError):
            store.migrate()
        assert store.schema()[0] > store.schema()[1]
        assert not all(finding.ok for finding in store.check())
    finally:
        store.close()


def test_an_older_store_is_refused_until_it_is_migrated(home: Place) -> None:
    home.open().close()
    home.make_older()
    store = home.open()
    try:
        found, ours = store.schema()
        assert found < ours
        _refuses(store, SchemaTooOldError)
        assert not all(finding.ok for finding in store.check())
        assert len(store.migrate()) == ours - found
        assert store.migrate() == ()
        store.health()
        assert store.jobs().pending() == ()
    finally:
        store.close()


def test_a_closed_store_says_so(store: Store) -> None:
    view = store.view()
    store.close()
    store.close()
    with pytest.raises(StoreUnavailableError):
        view.counts()
    with pytest.raises(StoreUnavailableError):
        store.health()


@pytest.fixture
def told(store: Store) -> Store:
    iran, news = state("Iran", "IRN"), article("Iran gave aid to Iraq.", "So it said.")
    aid = event(Action.AID, iran, state("Iraq", "IRQ"), None, report(news, "Iran gave aid to Iraq."))
    store.writer().write(batch([news], [aid]), hours(0))
    return store


def test_a_sound_store_passes_its_check(told: Store) -> None:
    findings = told.check()
    assert findings
    assert [finding for finding in findings if not finding.ok] == []


@pytest.mark.parametrize("damage", ["drop_index", "shift_sentence", "orphan_event"])
def test_a_check_finds_damage(told: Store, home: Place, damage: str) -> None:
    getattr(home, damage)()
    wrong = [finding for finding in told.check() if not finding.ok]
    assert len(wrong) == 1
    assert wrong[0].detail
