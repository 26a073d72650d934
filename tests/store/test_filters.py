"""What filters promise on rows of data sets and on articles: whose country, told by whom, how often."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from graph.errors import QueryError
from graph.model import Action, Article, Event
from graph.questions import Scope, events, meetings, narrow, responses
from graph.rows import ReportRow, Rows
from graph.sqlite import open_sqlite
from graph.sqlite.select import _SPARSE, select_events
from graph.store import (
    ActorFilter,
    Cursor,
    Direction,
    EventQuery,
    ResponseQuery,
    StepQuery,
    Store,
    TallyQuery,
    WeightQuery,
)
from tests.store.build import article, batch, event, hours, link, person, report, state
from tests.store.test_rows import BAGHDAD, OTHER, SOURCE, row

IRAN, IRAQ, RUSSIA = state("Iran", "IRN"), state("Iraq", "IRQ"), state("Russia", "RUS")
ENVOY = person("An Envoy", "RUS")


def published(name: str | None, number: int) -> Article:
    return article(f"News {number}.").model_copy(update={"publisher": name})


COURIER, PAPER = published("The Élan Courier", 1), published("the elan  COURIER!", 2)
NOBODY = published(None, 3)
MET = event(Action.CONSULT, ENVOY, IRAN, date(2024, 5, 1), report(COURIER), report(PAPER), mode="visit", key="ev-met")
STRUCK = event(Action.ASSAULT, IRAN, IRAQ, date(2024, 5, 2), report(NOBODY), mode="aerial", key="ev-struck")
SPOKE = event(Action.CONSULT, IRAQ, RUSSIA, date(2024, 5, 3), report(COURIER), mode="phone", key="ev-spoke")
ROW = row("7", day="2024-05-04")
SET_ROWS = Rows(
    "gdelt",
    "test",
    actors=[IRAN, IRAQ],
    places=[BAGHDAD],
    articles=[SOURCE, OTHER],
    events=[ROW],
    reports=[ReportRow(ROW.id, SOURCE.id, -1), ReportRow(ROW.id, OTHER.id, -1)],
)


@pytest.fixture
def told(store: Store) -> Store:
    links = [link(MET, STRUCK, COURIER), link(STRUCK, SPOKE, COURIER)]
    store.writer().write(batch([COURIER, PAPER, NOBODY], [MET, STRUCK, SPOKE], links, [IRAN, IRAQ]), hours(0))
    store.writer().write_rows(SET_ROWS, hours(1))
    return store


FILTERS = [
    ({"country": "RUS"}, {"ev-met", "ev-spoke"}),
    ({"country": "IRQ"}, {"ev-struck", "ev-spoke", ROW.id}),
    ({"country": "XXX"}, set()),
    ({"told_by": "the elan courier"}, {"ev-met", "ev-spoke"}),
    ({"told_by": "gdelt"}, {ROW.id}),
    ({"told_by": "news example"}, {ROW.id}),
    ({"told_by": "other courier"}, {ROW.id}),
    ({"told_by": "courier"}, set()),
    ({"min_reports": 1}, {"ev-met", "ev-struck", "ev-spoke", ROW.id}),
    ({"min_reports": 2}, {"ev-met", ROW.id}),
    ({"min_reports": 3}, set()),
    ({"country": "RUS", "told_by": "the elan courier", "min_reports": 2}, {"ev-met"}),
    ({"country": "RUS", "actor": ActorFilter(frozenset({"IRQ"}))}, {"ev-spoke"}),
    ({"told_by": "gdelt", "place": "baghdad"}, {ROW.id}),
]


@pytest.mark.parametrize(("asked", "found"), FILTERS)
def test_events_are_those_of_the_filter(told: Store, asked: dict[str, object], found: set[str]) -> None:
    assert {one.id for one in told.view().events(EventQuery(**asked)).items} == found  # type: ignore[arg-type]


@pytest.mark.parametrize(("asked", "found"), FILTERS)
def test_other_questions_are_narrowed_alike(told: Store, asked: dict[str, object], found: set[str]) -> None:
    view, query = told.view(), EventQuery(**asked)  # type: ignore[arg-type]
    pairs = view.responses(ResponseQuery(effect=query)).items
    assert {pair.effect.id for pair in pairs} == found & {"ev-struck", "ev-spoke"}
    pairs = view.responses(ResponseQuery(cause=query)).items
    assert {pair.cause.id for pair in pairs} == found & {"ev-met", "ev-struck"}
    steps = view.steps(StepQuery(("ev-met", "ev-struck"), Direction.EFFECTS, query, 5))
    assert {pair.effect.id for pair in steps} == found & {"ev-struck", "ev-spoke"}
    if "actor" not in asked:
        iran, iraq = (ActorFilter(frozenset({one}), frozenset({one})) for one in ("IRN", "IRQ"))
        assert sum(one.events for one in view.tally(TallyQuery(iran, iraq, query))) == len(
            found & {"ev-struck", ROW.id}
        )
        assert sum(one.events for one in view.weights(WeightQuery(iraq, query, 9))) == len(found - {"ev-met"})


def test_reports_count_and_name_publishers_while_they_show(told: Store) -> None:
    asked = EventQuery(min_reports=2, told_by="the elan courier")
    told.writer().retract(PAPER.id, hours(2))
    assert told.view().events(asked).items == ()
    assert [one.id for one in told.view(hours(1)).events(asked).items] == ["ev-met"]
    told.writer().retract(COURIER.id, hours(3))
    assert told.view().events(replace(asked, min_reports=None)).items == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (Scope(modes=frozenset({"nonsense"})), "the modes are"),
        (Scope(actions=frozenset({Action.ASSAULT}), modes=frozenset({"visit"})), "no mode of ASSAULT"),
        (Scope(source="..."), "no letter"),
        (Scope(min_reports=0), "under 1"),
    ],
)
def test_filters_without_sense_are_refused(wrong: Scope, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        narrow(wrong)


def test_a_mode_narrows_meetings_and_events(told: Store) -> None:
    visits = Scope(modes=frozenset({"visit"}))
    assert [one.id for one in meetings(told.view(), scope=visits).items] == ["ev-met"]
    assert [one.id for one in events(told.view(), scope=visits).items] == ["ev-met"]


def test_a_publisher_is_found_whether_it_tells_little_or_much(store: Store) -> None:
    """A rare one is where the search starts, a common one is met on the way through the days."""
    common = published("Common", 0)
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(_SPARSE + 10)]
    acts: list[Event] = [
        event(Action.AID, IRAN, None, day, report(common), key=f"ev-{number}") for number, day in enumerate(days)
    ]
    rare = event(Action.AID, IRAN, None, date(2021, 1, 1), report(COURIER), key="ev-rare")
    store.writer().write(batch([common, COURIER], [*acts, rare], actors=[IRAN]), hours(0))
    for name, wanted in (("common", acts[:4:-1]), ("the elan courier", [rare])):
        found = store.view().events(EventQuery(told_by=name, since=days[5], limit=_SPARSE + 10)).items
        assert [one.id for one in found] == [one.id for one in wanted]


def test_each_kind_of_start_is_an_index(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path / "casus.db")
    store.writer().write(batch([COURIER], [MET.model_copy(update={"reports": (report(COURIER),)})]), hours(0))
    store.close()
    with closing(sqlite3.connect(tmp_path / "casus.db")) as connection:
        said: list[str] = []
        connection.set_trace_callback(said.append)
        select_events(connection, EventQuery(told_by="the elan courier"), None, 5)
        select_events(connection, EventQuery(country="RUS", min_reports=1), None, 5)
        connection.set_trace_callback(None)
        plans = [row[3] for asked in said for row in connection.execute("EXPLAIN QUERY PLAN " + asked)]
    assert any("article_publisher" in step for step in plans)
    assert not [step for step in plans if step.startswith("SCAN") and "subquery" not in step]


COUNTED = [
    ({}, 4),
    ({"country": "RUS"}, 2),
    ({"actor": ActorFilter(frozenset({"IRQ"}))}, 3),
    ({"told_by": "the elan courier"}, 2),
    ({"told_by": "gdelt"}, 1),
    ({"place": "baghdad", "limit": 1}, 1),
    ({"actor": ActorFilter(frozenset())}, 0),
    ({"since": date(2024, 5, 2), "until": date(2024, 5, 3)}, 2),
]


@pytest.mark.parametrize(("asked", "number"), COUNTED)
def test_a_count_is_right_or_none(told: Store, asked: dict[str, object], number: int) -> None:
    query = EventQuery(**{"limit": 1, **asked})  # type: ignore[arg-type]
    nowhere = {"since", "until"} >= asked.keys() and not told.address.startswith("sqlite")
    assert told.view().count_events(query, 100) == (None if nowhere else number)
    assert told.view().count_events(replace(query, after=Cursor(date(2024, 5, 2), "ev")), 100) in {number, None}
    assert told.view().count_events(query, 0) in {None, 0}


def test_what_would_take_a_longer_look_is_not_counted(told: Store) -> None:
    iraq = EventQuery(actor=ActorFilter(frozenset({"IRQ"})), min_reports=2)
    assert [told.view().count_events(iraq, most) for most in (1, 2, 3, 4)] == [None, None, 1, 1]
    pairs = ResponseQuery(effect=iraq)
    assert told.view().count_responses(pairs, 5) == 0
    assert told.view().count_responses(replace(pairs, effect=replace(iraq, min_reports=1)), 5) == 2
    assert told.view().count_responses(pairs, 1) is None


def test_a_page_tells_its_total_where_that_is_cheap(told: Store) -> None:
    view = told.view()
    one = Scope(limit=1, count=100)
    first = events(view, "Iraq", scope=one)
    assert (first.total, first.truncated) == (3, True)
    assert events(view, "Iraq", scope=replace(one, after=first.next)).total == 3
    assert events(view, "Iraq", scope=Scope(limit=1)).total is None
    assert events(view, "Iraq").total == 3
    assert responses(view, against="Iraq", scope=one).total == 1
