"""What counting meetings by pairs promises."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from graph.errors import NotFoundError, QueryError
from graph.model import Action, Modality
from graph.neighbours import neighbours
from graph.network import network
from graph.paths import paths
from graph.questions import Scope, met
from graph.rollup import RollUp
from graph.store import Store
from tests.store import webs
from tests.store.build import article, batch, event, hours, person, place, report, state
from tests.store.places import Place
from tests.store.reference import Reference, latest
from tests.store.strategies import batches, event_queries

IRAN, OMAN, LONER = state("Iran", "IRN"), state("Oman", "OMN"), person("A Loner")
GENERAL = person("A General", "IRN")
NEWS, OTHER = article("News of it."), article("Other news.")
TOLD = report(NEWS)
D1, D2 = date(2024, 4, 1), date(2024, 4, 5)
MUSCAT = place("Muscat", "OMN")
FIRST = event(Action.CONSULT, IRAN, OMAN, D1, TOLD, key="ev-1", at=MUSCAT)
SECOND = event(Action.CONSULT, OMAN, IRAN, D2, TOLD, key="ev-3")
TWIN = event(Action.CONSULT, OMAN, IRAN, D2, TOLD, key="ev-2")
UNDATED = event(Action.CONSULT, GENERAL, LONER, None, TOLD, key="ev-4", at=MUSCAT)
PLAN = event(Action.CONSULT, IRAN, LONER, D1, TOLD, modality=Modality.PLANNED, key="ev-5")
ATTACK = event(Action.ASSAULT, IRAN, LONER, D1, TOLD, key="ev-6")
ITSELF = event(Action.CONSULT, IRAN, IRAN, D1, TOLD, key="ev-7")
EVENTS = (FIRST, SECOND, TWIN, UNDATED, PLAN, ATTACK, ITSELF)
BOTH = ("IRN", "OMN", 3, D1, D2, "ev-2")
ALONE = (*sorted((GENERAL.id, LONER.id)), 1, None, None, "ev-4")


@pytest.fixture
def told(store: Store) -> Store:
    store.writer().write(batch([NEWS], EVENTS), hours(0))
    return store


def shape(found: tuple) -> list[tuple]:
    return [(one.a.id, one.b.id, one.events, one.since, one.until, one.latest) for one in found]


def test_meetings_are_counted_by_pairs_the_most_first(told: Store) -> None:
    found, more = met(told.view())
    assert (shape(found), more) == ([BOTH, ALONE], False)
    assert (found[0].a, found[0].b) == (IRAN.ref(), OMAN.ref())


def test_pairs_are_those_of_the_actors_asked_for(told: Store) -> None:
    view = told.view()
    assert shape(met(view, "Oman")[0]) == [BOTH]
    assert shape(met(view, "A Loner", "Iran")[0]) == [ALONE]
    assert met(view, "A Loner", "Iran", Scope(roll_up=RollUp.NONE)) == ((), False)
    assert met(view, "A Loner", "Oman") == ((), False)
    with pytest.raises(NotFoundError):
        met(view, "Nobody")


def test_an_actor_may_count_for_its_country_without_what_happens_within_it(told: Store) -> None:
    own = event(Action.CONSULT, GENERAL, IRAN, D2, TOLD, key="ev-8")
    guest = event(Action.CONSULT, GENERAL, OMAN, D1, TOLD, key="ev-9")
    abroad = event(Action.CONSULT, LONER, person("A Guest", "QAT"), D1, TOLD, key="ev-10")
    told.writer().write(batch([NEWS], [own, guest, abroad]), hours(1))
    scope = Scope(roll_up=RollUp.COUNTRY)
    found = met(told.view(), scope=scope)[0]
    alone = [("IRN", LONER.id, 1, None, None, "ev-4"), (*sorted(("QAT", LONER.id)), 1, D1, D1, "ev-10")]
    assert shape(found) == [("IRN", "OMN", 4, D1, D2, "ev-2"), *sorted((*sorted(one[:2]), *one[2:]) for one in alone)]
    (qatar,) = (side for one in found for side in (one.a, one.b) if side.id == "QAT")
    assert (qatar.name, qatar.kind, qatar.country) == ("QAT", "country", "QAT")
    assert shape(met(told.view(), GENERAL.id, "Oman", scope)[0]) == [("IRN", "OMN", 1, D1, D1, "ev-9")]
    around = neighbours(told.view(), "A General", scope).items
    assert [(one.actor.id, one.events) for one in around] == sorted([("OMN", 1), (LONER.id, 1)])
    for refused in (lambda: network(told.view(), scope=scope), lambda: paths(told.view(), "Iran", "Oman", scope=scope)):
        with pytest.raises(QueryError, match="roll_up=country"):
            refused()


def test_pairs_are_narrowed(told: Store) -> None:
    view = told.view()
    at = shape(met(view, scope=Scope(place="Muscat"))[0])
    assert at == sorted([("IRN", "OMN", 1, D1, D1, "ev-1"), ALONE])
    assert shape(met(view, scope=Scope(since=D2))[0]) == [("IRN", "OMN", 2, D2, D2, "ev-2")]
    planned = met(view, scope=Scope(modalities=frozenset({Modality.PLANNED})))[0]
    assert [one.latest for one in planned] == ["ev-5"]
    assert met(told.view(hours(-1))) == ((), False)


def test_pairs_that_are_left_out_are_said(told: Store) -> None:
    assert met(told.view(), scope=Scope(limit=1))[1]
    told.writer().retract(NEWS.id, hours(1))
    assert met(told.view()) == ((), False)
    assert shape(met(told.view(hours(0)))[0]) == [BOTH, ALONE]


def test_pairs_agree_with_the_reference(home: Place, request: pytest.FixtureRequest) -> None:
    examples = 40 if "sqlite" in request.node.name else 5

    @settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(told=batches(), query=event_queries())
    def agree(told: object, query: object) -> None:
        home.clear()
        store, reference = home.open(), Reference()
        try:
            reference.write(told, hours(0))
            store.writer().write(told, hours(0))
            events = reference.select(query, None)
            assert shape(store.view().pairings(query)) == paired(events, query)
            assert shape(store.view().pairings(query, by_country=True)) == paired(
                webs.lands(events, reference.standing()), query
            )
        finally:
            store.close()

    agree()


def paired(told: list, query: object) -> list[tuple]:
    groups: dict[tuple[str, str], list] = {}
    for one in told:
        if one.source and one.target and one.source.id != one.target.id:
            groups.setdefault(tuple(sorted((one.source.id, one.target.id))), []).append(one)
    rows = []
    for pair, events in groups.items():
        days = [one.date for one in events if one.date]
        first, last = min(days, default=None), max(days, default=None)
        rows.append((*pair, len(events), first, last, min(events, key=latest).id))
    return sorted(rows, key=lambda row: (-row[2], row[0], row[1]))[: query.limit]
