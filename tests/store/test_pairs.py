"""What a SQLite file's counted pairs promise: they are what the events tell, whatever wrote them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import StoreUnavailableError
from graph.rows import EventRow
from graph.sqlite import open_sqlite, pairs
from graph.sqlite.store import SqliteStore
from graph.store import ActorFilter, EventQuery, WeightQuery
from tests.store.build import batch, hours, person
from tests.store.older import go_back
from tests.store.test_rows import row, rows

DAY, LATER = "2024-05-01", "2024-05-09"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


@pytest.fixture
def store(file: Path) -> Iterator[SqliteStore]:
    store = open_sqlite(file)
    yield store
    store.close()


def told(file: Path) -> list[tuple]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT source, target, modality, action, events, first, last FROM pair").fetchall()


def sound(store: SqliteStore) -> bool:
    return all(finding.ok for finding in store.check())


def put(store: SqliteStore, at: float, *events: EventRow) -> None:
    store.writer().write_rows(rows(*events), hours(at))


def test_first_and_last_day_follow_what_shows(store: SqliteStore, file: Path) -> None:
    put(store, 0, row("1"), row("2", day=LATER), row("3", day=""), row("4", target=None), row("5", target="IRN"))
    assert told(file) == [("IRN", "IRQ", "occurred", "ASSAULT", 3, DAY, LATER)]
    store.writer().retract_events([row("2").id], hours(1))
    assert told(file) == [("IRN", "IRQ", "occurred", "ASSAULT", 2, DAY, DAY)]
    store.writer().retract_events([row("1").id], hours(2))
    assert told(file) == [("IRN", "IRQ", "occurred", "ASSAULT", 1, "", "")]
    put(store, 3, row("2", day=LATER))
    assert told(file) == [("IRN", "IRQ", "occurred", "ASSAULT", 2, LATER, LATER)]
    store.writer().retract_events([row("2").id, row("3").id], hours(4))
    assert told(file) == []
    assert sound(store)


def test_a_changed_row_is_counted_once(store: SqliteStore, file: Path) -> None:
    put(store, 0, row("1", deaths=1))
    put(store, 1, row("1", "2", deaths=2))
    assert [pair[4] for pair in told(file)] == [1]
    assert sound(store)


def test_an_actor_whose_country_becomes_known_counts_for_it(store: SqliteStore) -> None:
    general = person("A General")
    stateless = rows(row("1", source=general.id))
    stateless.actors.append(general)
    store.writer().write_rows(stateless, hours(0))
    of_iran = WeightQuery(ActorFilter(frozenset(), frozenset({"IRN"})), EventQuery(), 9)
    assert store.view().weights(of_iran) == ()
    store.writer().write(batch(actors=[general.model_copy(update={"country": "IRN"})]), hours(1))
    assert [(weight.actor.id, weight.events) for weight in store.view().weights(of_iran)] == [("IRQ", 1)]


def test_pairs_of_a_large_load_are_counted_at_its_end(store: SqliteStore, file: Path) -> None:
    with store.filling():
        put(store, 0, row("1"), row("2", day=LATER))
        store.writer().retract_events([row("2").id], hours(1))
        with pytest.raises(StoreUnavailableError, match="being filled"):
            store.view().weights(WeightQuery(ActorFilter(frozenset({"IRN"})), EventQuery(), 9))
    assert told(file) == [("IRN", "IRQ", "occurred", "ASSAULT", 1, DAY, DAY)]
    put(store, 2, row("3", day=LATER))
    assert told(file) == [("IRN", "IRQ", "occurred", "ASSAULT", 2, DAY, LATER)]
    assert sound(store)


@pytest.mark.parametrize("slice_", [1, pairs.SLICE])
def test_migrating_counts_the_pairs_of_an_older_file(
    store: SqliteStore, file: Path, monkeypatch: pytest.MonkeyPatch, slice_: int
) -> None:
    monkeypatch.setattr(pairs, "SLICE", slice_)
    put(store, 0, row("1"), row("2", day=LATER), row("3", source="IRQ", target="IRN", action="AID"))
    before = told(file)
    store.close()
    go_back(file, 9)
    older = open_sqlite(file)
    assert "0010_pairs" in older.migrate()
    assert sorted(told(file)) == sorted(before)
    assert sound(older)
    older.close()


def test_making_pairs_anew_leaves_none_of_an_actor_that_is_not_there(store: SqliteStore, file: Path) -> None:
    put(store, 0, row("1"))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO pair SELECT 'zz', target, modality, action, 1, '', '' FROM pair")
    assert not sound(store)
    store.rebuild()
    assert sound(store)
