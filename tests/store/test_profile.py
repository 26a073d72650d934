"""What an actor at a glance promises."""

from __future__ import annotations

from datetime import date

import pytest

from graph.errors import NotFoundError, QueryError
from graph.model import Action, Modality
from graph.profile import profile
from graph.profiles import Alias, Reading
from graph.questions import Scope
from graph.rollup import RollUp
from graph.store import ActorFilter, EventQuery, Store
from tests.store.build import article, batch, event, hours, person, report, state

IRAN = state("Iran", "IRN", "!", "Islamic Republic", "Persia", "Tehran")
ISRAEL, OMAN = state("Israel", "ISR"), state("Oman", "OMN")
GENERAL = person("A General", "IRN")
FIRST, SECOND = "The Islamic Republic hit Israel.", "A republic, Islamic or not, met Oman."
OLD = article(FIRST, SECOND, published=date(2024, 4, 2))
NEW = article("Islamic Republic: a protest in Tehran.", "Persia was left alone.", published=date(2024, 4, 9))
D1, D2, D3 = (date(2024, 4, day) for day in (1, 5, 9))
HIT = event(Action.ASSAULT, IRAN, ISRAEL, D1, report(OLD, FIRST), key="ev-hit")
TALK = event(Action.CONSULT, OMAN, IRAN, D2, report(OLD, SECOND), key="ev-talk")
ALONE = event(Action.PROTEST, IRAN, None, D3, report(NEW, NEW.title), key="ev-alone")
SELF = event(Action.ASSAULT, IRAN, IRAN, None, report(NEW, NEW.title), key="ev-self")
INNER = event(Action.CONSULT, GENERAL, IRAN, D2, report(OLD, SECOND), key="ev-inner")
PLAN = event(Action.CONSULT, IRAN, OMAN, None, report(OLD, SECOND), modality=Modality.PLANNED, key="ev-plan")
ELSEWHERE = event(Action.ASSAULT, ISRAEL, OMAN, D3, report(NEW, "Persia was left alone."), key="ev-else")
EVENTS = (HIT, TALK, ALONE, SELF, INNER, PLAN, ELSEWHERE)
STATE_ALONE = Scope(roll_up=RollUp.NONE)


@pytest.fixture
def told(store: Store) -> Store:
    store.writer().write(batch([OLD, NEW], EVENTS, actors=[IRAN]), hours(0))
    return store


def test_acts_with_and_without_another_side_are_counted(told: Store) -> None:
    found = profile(told.view(), "Iran", STATE_ALONE)
    assert (found.id, found.name, found.aliases) == ("IRN", "Iran", IRAN.aliases)
    assert found.events == 5
    assert list(found.outward.items()) == [(Action.ASSAULT, 2), (Action.PROTEST, 1)]
    assert found.inward == {Action.CONSULT: 2}
    assert found.statuses == {Modality.OCCURRED: 5, Modality.PLANNED: 1}
    assert (found.since, found.until) == (D1, D3)


def test_what_happens_within_a_country_is_its_own_doing(told: Store) -> None:
    found = profile(told.view(), "Iran")
    assert found.outward == {Action.ASSAULT: 2, Action.CONSULT: 1, Action.PROTEST: 1}
    assert found.inward == {Action.CONSULT: 1}
    assert [one.actor.id for one in found.counterparts] == ["ISR", "OMN"]


def test_a_profile_is_narrowed(told: Store) -> None:
    days = profile(told.view(), "IRN", Scope(since=D2, until=D3))
    assert (days.outward, days.inward) == ({Action.CONSULT: 1, Action.PROTEST: 1}, {Action.CONSULT: 1})
    planned = profile(told.view(), "IRN", Scope(modalities=frozenset({Modality.PLANNED})))
    assert (planned.outward, planned.statuses) == ({Action.CONSULT: 1}, {Modality.OCCURRED: 5, Modality.PLANNED: 1})
    acts = profile(told.view(), "IRN", Scope(actions=frozenset({Action.PROTEST})))
    assert (acts.events, acts.statuses) == (1, {Modality.OCCURRED: 1})
    assert told.view().kinds(ActorFilter(frozenset()), EventQuery(since=D1)) == ()
    with pytest.raises(NotFoundError):
        profile(told.view(hours(-1)), "IRN")


def test_an_alias_tells_the_oldest_sentence_of_the_actor_that_holds_it(told: Store) -> None:
    read = {alias.name: alias.read for alias in profile(told.view(), "IRN").read}
    assert read == {
        "Islamic Republic": Reading(article=OLD.ref(), sentence=FIRST, start=0, end=len(FIRST), event=HIT.id),
        "Tehran": Reading(article=NEW.ref(), sentence=NEW.title, start=0, end=len(NEW.title), event=ALONE.id),
        "Persia": None,
        "!": None,
    }


def test_a_sentence_that_does_not_show_is_not_told(told: Store) -> None:
    told.writer().retract(OLD.id, hours(2))
    first = [view.readings("IRN", ["Islamic Republic"], 9)[0].read for view in (told.view(hours(1)), told.view())]
    assert [found and found.article.id for found in first] == [OLD.id, NEW.id]


def test_what_is_left_out_of_a_profile_is_said(told: Store) -> None:
    assert not profile(told.view(), "IRN").truncated
    cut = profile(told.view(), "IRN", Scope(limit=1))
    assert ([one.actor.id for one in cut.counterparts], cut.truncated) == (["ISR"], True)
    assert told.view().readings(OMAN.id, ["Tehran"], 9) == (Alias(name="Tehran", read=None, truncated=False),)
    (unsure,) = told.view().readings(OMAN.id, ["Islamic Republic"], 1)
    assert unsure == Alias(name="Islamic Republic", read=None, truncated=True)


def test_a_name_of_several_actors_has_no_profile(told: Store) -> None:
    told.writer().write(batch(actors=[person("Iran"), person("Oman")]), hours(1))
    with pytest.raises(QueryError, match="ask by identifier"):
        profile(told.view(), "Iran")
