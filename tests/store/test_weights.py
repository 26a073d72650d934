"""What counting whom an actor has to do with promises."""

from __future__ import annotations

from datetime import date

import pytest

from graph.errors import NotFoundError, QueryError
from graph.model import Action, Modality
from graph.neighbours import Neighbour, neighbours
from graph.questions import Scope
from graph.rollup import RollUp
from graph.store import ActorFilter, EventQuery, Store, WeightQuery
from tests.store.build import article, batch, event, hours, person, place, report, state
from tests.store.places import Place

IRAN, ISRAEL, OMAN = state("Iran", "IRN"), state("Israel", "ISR"), state("Oman", "OMN")
GENERAL, LONER = person("A General", "IRN"), person("A Loner")
NEWS, OTHER = article("News of it."), article("Other news.")
TOLD = report(NEWS)
D1, D2, D3 = (date(2024, 4, day) for day in (1, 5, 9))

HIT = event(Action.ASSAULT, IRAN, ISRAEL, D1, TOLD, key="ev-hit", at=place("Haifa"))
AGAIN = event(Action.ASSAULT, GENERAL, ISRAEL, D3, TOLD, key="ev-again", confidence=0.9)
BACK = event(Action.ASSAULT, ISRAEL, IRAN, D2, TOLD, key="ev-back")
TALK = event(Action.CONSULT, OMAN, IRAN, None, TOLD, key="ev-talk")
LONE = event(Action.ASSAULT, LONER, GENERAL, D2, TOLD, key="ev-lone")
INNER = event(Action.CONSULT, GENERAL, IRAN, D2, TOLD, key="ev-inner")
PLAN = event(Action.CONSULT, IRAN, OMAN, D3, TOLD, modality=Modality.PLANNED, key="ev-plan")
ALONE = event(Action.PROTEST, IRAN, None, D1, TOLD, key="ev-alone")
EVENTS = (HIT, AGAIN, BACK, TALK, LONE, INNER, PLAN, ALONE)
ONLY, ALL = ActorFilter(frozenset({"IRN"})), ActorFilter(frozenset({"IRN"}), frozenset({"IRN"}))


@pytest.fixture
def told(store: Store) -> Store:
    store.writer().write(batch([NEWS], EVENTS), hours(0))
    return store


def weighed(store: Store, of: ActorFilter, which: EventQuery | None = None, limit: int = 9) -> set[tuple]:
    found = store.view().weights(WeightQuery(of, which or EventQuery(), limit))
    rows = {(each.actor.name, each.outward, each.action.value, each.events) for each in found}
    assert len(rows) == len(found)
    return rows


def test_each_direction_and_action_is_counted(told: Store) -> None:
    assert weighed(told, ONLY) == {
        ("Israel", True, "ASSAULT", 1), ("Israel", False, "ASSAULT", 1), ("Oman", False, "CONSULT", 1),
        ("A General", False, "CONSULT", 1),
    }  # fmt: skip


def test_a_country_rolled_up_has_no_neighbour_within(told: Store) -> None:
    assert weighed(told, ALL) == {
        ("Israel", True, "ASSAULT", 2), ("Israel", False, "ASSAULT", 1), ("Oman", False, "CONSULT", 1),
        ("A Loner", False, "ASSAULT", 1),
    }  # fmt: skip


def test_acts_of_two_statuses_are_counted_once_each(told: Store) -> None:
    both = EventQuery(modalities=frozenset({Modality.OCCURRED, Modality.PLANNED}))
    held = event(Action.CONSULT, IRAN, OMAN, D2, TOLD, key="ev-held")
    told.writer().write(batch([NEWS], [held]), hours(1))
    assert weighed(told, ONLY, both) == {
        ("Israel", True, "ASSAULT", 1), ("Israel", False, "ASSAULT", 1), ("Oman", False, "CONSULT", 1),
        ("Oman", True, "CONSULT", 2), ("A General", False, "CONSULT", 1),
    }  # fmt: skip


NARROWED = {
    "an action": (EventQuery(actions=frozenset({Action.CONSULT})), {("Oman", False, "CONSULT", 1)}),
    "days": (EventQuery(since=D1, until=D1), {("Israel", True, "ASSAULT", 1)}),
    "a place": (EventQuery(place="haifa"), {("Israel", True, "ASSAULT", 1)}),
    "confidence": (EventQuery(min_confidence=0.5), {("Israel", True, "ASSAULT", 1)}),
    "a status": (EventQuery(modalities=frozenset({Modality.PLANNED})), {("Oman", True, "CONSULT", 1)}),
}


def test_acts_that_weigh_are_narrowed(told: Store) -> None:
    answers = {name: weighed(told, ALL, which) for name, (which, _) in NARROWED.items()}
    assert answers == {name: wanted for name, (_, wanted) in NARROWED.items()}


def test_the_others_with_the_most_acts_are_kept_whole(told: Store) -> None:
    assert weighed(told, ALL, limit=1) == {("Israel", True, "ASSAULT", 2), ("Israel", False, "ASSAULT", 1)}
    tied = {each.actor.id for each in told.view().weights(WeightQuery(ALL, EventQuery(), 2))}
    assert tied == {"ISR", min(OMAN.id, LONER.id)}
    assert weighed(told, ActorFilter(frozenset())) == set()
    with pytest.raises(QueryError):
        WeightQuery(ALL, EventQuery(), 0)


def test_what_was_not_known_then_does_not_weigh(told: Store) -> None:
    later = event(Action.AID, OMAN, IRAN, D3, report(OTHER), key="ev-later")
    told.writer().write(batch([OTHER], [later]), hours(2))
    told.writer().retract(NEWS.id, hours(3))
    query = WeightQuery(ALL, EventQuery(), 9)
    assert [sum(each.events for each in told.view(hours(at)).weights(query)) for at in (-1, 1, 2, 3)] == [0, 5, 6, 1]
    assert weighed(told, ALL) == {("Oman", False, "AID", 1)}


def test_neighbours_come_with_first_and_last_day_the_most_frequent_first(told: Store) -> None:
    found = neighbours(told.view(), "Iran")
    assert [one.actor.id for one in found.items] == ["ISR", *sorted((OMAN.id, LONER.id))]
    assert not found.truncated
    assert found.items[0] == Neighbour(
        actor=ISRAEL.ref(),
        events=3,
        outward={Action.ASSAULT: 2},
        inward={Action.ASSAULT: 1},
        since=D1,
        until=D3,
    )
    oman = next(one for one in found.items if one.actor.id == "OMN")
    assert (oman.since, oman.until) == (None, None)


def test_more_neighbours_than_asked_for_is_said(told: Store) -> None:
    found = neighbours(told.view(), "Iran", scope=Scope(limit=1, roll_up=RollUp.NONE))
    assert ([one.actor.id for one in found.items], found.truncated) == (["ISR"], True)
    with pytest.raises(NotFoundError):
        neighbours(told.view(), "Nowhere")


def test_what_is_derived_from_events_is_made_anew(told: Store, home: Place) -> None:
    right = weighed(told, ALL)
    home.mislead()
    assert not all(finding.ok for finding in told.check())
    told.rebuild()
    assert [finding for finding in told.check() if not finding.ok] == []
    assert weighed(told, ALL) == right
