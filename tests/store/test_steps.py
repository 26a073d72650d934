"""What following links promises: step by step from events, in either direction, narrowed and bounded."""

from __future__ import annotations

from datetime import date

import pytest

from graph.chains import Branch, chains
from graph.errors import NotFoundError, QueryError
from graph.model import Action, Modality
from graph.questions import Scope
from graph.rollup import RollUp
from graph.store import ActorFilter, Direction, EventQuery, StepQuery, Store
from tests.store.build import article, batch, event, hours, link, person, place, report, state

IRAN, ISRAEL, SYRIA = state("Iran", "IRN"), state("Israel", "ISR"), state("Syria", "SYR")
GENERAL = person("A General", "IRN")
NEWS, LATER = article("News of it."), article("Later news of it.")
TOLD = report(NEWS)
DAYS = [date(2024, 4, day) for day in (1, 5, 9, 13)]

# raid -> answer, blame -> return -> truce, and truce -> raid closes a ring; the vow is planned, the march undated
RAID = event(Action.ASSAULT, ISRAEL, SYRIA, DAYS[0], TOLD, key="ev-raid")
ANSWER = event(Action.ASSAULT, GENERAL, ISRAEL, DAYS[1], TOLD, key="ev-answer", at=place("Haifa"), confidence=0.9)
BLAME = event(Action.ACCUSE, IRAN, ISRAEL, DAYS[1], TOLD, key="ev-blame", confidence=0.3)
RETURN = event(Action.ASSAULT, ISRAEL, IRAN, DAYS[2], TOLD, key="ev-return")
TRUCE = event(Action.RETREAT, ISRAEL, IRAN, DAYS[3], TOLD, key="ev-truce")
VOW = event(Action.ASSAULT, IRAN, ISRAEL, None, TOLD, modality=Modality.PLANNED, key="ev-vow")
MARCH = event(Action.PROTEST, IRAN, ISRAEL, None, TOLD, key="ev-march")
EVENTS = (RAID, ANSWER, BLAME, RETURN, TRUCE, VOW, MARCH)
LINKS = (
    link(RAID, MARCH, NEWS, "over"),
    link(RAID, VOW, NEWS, "vowed"),
    link(RAID, BLAME, NEWS, "after", 0.5),
    link(RAID, ANSWER, NEWS, "in response to", 0.9),
    link(ANSWER, RETURN, NEWS, "retaliated"),
    link(BLAME, RETURN, NEWS, "following"),
    link(RETURN, TRUCE, NEWS, "ended"),
    link(TRUCE, RAID, NEWS, "broke"),
)
OCCURRED = EventQuery()
ANY = EventQuery(modalities=frozenset())
PAIRS = [("ev-raid", "ev-answer"), ("ev-raid", "ev-blame"), ("ev-raid", "ev-march")]


@pytest.fixture
def told(store: Store) -> Store:
    store.writer().write(batch([NEWS], EVENTS, LINKS), hours(0))
    return store


def steps(store: Store, *events: str, back: bool = False, other: EventQuery = OCCURRED, each: int = 9) -> list:
    direction = Direction.CAUSES if back else Direction.EFFECTS
    found = store.view().steps(StepQuery(events, direction, other, each))
    return [(pair.cause.id, pair.effect.id) for pair in found]


def test_steps_lead_to_effects_earliest_first_and_undated_last(told: Store) -> None:
    assert steps(told, "ev-raid") == PAIRS
    assert steps(told, "ev-raid", other=ANY) == [*PAIRS, ("ev-raid", "ev-vow")]


def test_steps_lead_back_to_causes(told: Store) -> None:
    assert steps(told, "ev-return", back=True) == [("ev-answer", "ev-return"), ("ev-blame", "ev-return")]
    assert steps(told, "ev-vow", back=True) == [("ev-raid", "ev-vow")]


def test_every_event_gets_its_own_steps_in_the_order_of_the_question(told: Store) -> None:
    assert steps(told, "ev-return", "ev-raid", "ev-unknown", "ev-vow") == [("ev-return", "ev-truce"), *PAIRS]
    assert steps(told, "ev-return", "ev-raid", each=1) == [("ev-return", "ev-truce"), PAIRS[0]]


NARROWED = {
    "an action": (EventQuery(actions=frozenset({Action.PROTEST})), PAIRS[2:]),
    "days": (EventQuery(since=DAYS[0], until=DAYS[2]), PAIRS[:2]),
    "a place": (EventQuery(place="haifa"), PAIRS[:1]),
    "confidence": (EventQuery(min_confidence=0.5), PAIRS[:1]),
    "a source": (EventQuery(source=ActorFilter(frozenset({"IRN"}))), PAIRS[1:]),
    "a country on one side": (EventQuery(actor=ActorFilter(frozenset(), frozenset({"IRN"}))), PAIRS),
    "a pair": (
        EventQuery(actor=ActorFilter(frozenset({"ISR"})), counterpart=ActorFilter(frozenset({GENERAL.id}))),
        PAIRS[:1],
    ),
    "nobody": (EventQuery(actor=ActorFilter(frozenset())), []),
}


def test_the_other_end_is_narrowed(told: Store) -> None:
    answers = {name: steps(told, "ev-raid", other=query) for name, (query, _) in NARROWED.items()}
    assert answers == {name: wanted for name, (_, wanted) in NARROWED.items()}


def test_a_step_holds_both_events_and_the_surest_words(told: Store) -> None:
    told.writer().write(batch([LATER], [], [link(RAID, ANSWER, LATER, "avenged", 0.95)]), hours(1))
    query = StepQuery(("ev-raid",), Direction.EFFECTS, OCCURRED, 9)
    pair = told.view().steps(query)[0]
    assert pair == told.view().effects("ev-raid")[0]
    assert pair.link.evidence == "avenged"
    assert [found.effect.id for found in told.view().steps(query)] == ["ev-answer", "ev-blame", "ev-march"]
    assert told.view(hours(0.5)).steps(query)[0].link.evidence == "in response to"
    assert told.view(hours(-1)).steps(query) == ()


def test_what_was_retracted_leads_nowhere(told: Store) -> None:
    told.writer().write(batch([LATER], [RAID.model_copy(update={"reports": (report(LATER),)})]), hours(1))
    told.writer().retract(NEWS.id, hours(2))
    assert steps(told, "ev-raid") == []


def drawn(branch: Branch) -> dict:
    """A tree of identifiers; `...` for what is left out, `=` for what goes on elsewhere."""
    mark = ("..." if branch.truncated else "") + ("=" if branch.again else "")
    return {branch.event.id.removeprefix("ev-") + mark: [drawn(below) for below in branch.branches]}


def test_a_chain_tells_every_step_once_and_ends_in_a_ring(told: Store) -> None:
    found = chains(told.view(), event="ev-raid", depth=9)
    whole = {"return": [{"truce": [{"raid=": []}]}]}
    assert [drawn(item) for item in found.items] == [
        {"raid": [{"answer": [whole]}, {"blame": [{"return=": []}]}, {"march": []}]}
    ]
    assert not found.truncated
    answer = found.items[0].branches[0]
    assert found.items[0].link is None
    assert answer.link is not None
    assert answer.link.evidence == "in response to"


def test_a_chain_leads_back_too(told: Store) -> None:
    found = chains(told.view(), event="ev-return", direction=Direction.CAUSES, depth=2)
    assert [drawn(item) for item in found.items] == [
        {"return": [{"answer": [{"raid...": []}]}, {"blame": [{"raid=": []}]}]}
    ]
    assert found.truncated


@pytest.mark.parametrize(
    ("bounds", "limit", "tree"),
    [
        ({"depth": 1}, 100, {"raid": [{"answer...": []}, {"blame...": []}, {"march": []}]}),
        ({"breadth": 1}, 100, {"raid...": [{"answer": [{"return": [{"truce...": []}]}]}]}),
        ({}, 1, {"raid...": []}),
        ({}, 3, {"raid...": [{"answer...": []}, {"blame...": []}]}),
    ],
)
def test_what_a_bound_leaves_out_is_said(told: Store, bounds: dict[str, int], limit: int, tree: dict) -> None:
    found = chains(told.view(), event="ev-raid", scope=Scope(limit=limit), **bounds)
    assert [drawn(item) for item in found.items] == [tree]
    assert found.truncated


def test_a_chain_of_an_actor_starts_from_its_linked_events(told: Store) -> None:
    view = told.view()
    started = chains(view, actor="Israel", scope=Scope(actions=frozenset({Action.ASSAULT})), depth=1)
    assert [drawn(item) for item in started.items] == [
        {"answer": [{"return": []}]}, {"blame": [{"return=": []}]}, {"raid": [{"answer=": []}]},
        {"truce": [{"raid=": []}]},
    ]  # fmt: skip
    assert chains(view, actor="Syria", direction=Direction.CAUSES, depth=1).items[0].event.id == "ev-raid"
    one = chains(view, actor="Israel", depth=1, breadth=1)
    assert (len(one.items), one.truncated) == (1, True)


def test_a_country_stands_for_its_persons_unless_roll_up_is_off(told: Store) -> None:
    starts = [
        [item.event.id for item in chains(told.view(), actor="Iran", scope=Scope(roll_up=roll_up)).items]
        for roll_up in (None, RollUp.NONE)
    ]
    assert ["ev-answer" in found for found in starts] == [True, False]


def test_a_chain_starts_from_one_thing_that_is_known(told: Store) -> None:
    for wrong in ({}, {"event": "ev-raid", "actor": "Iran"}):
        with pytest.raises(QueryError):
            chains(told.view(), **wrong)
    with pytest.raises(NotFoundError):
        chains(told.view(), event="ev-unknown")
    with pytest.raises(QueryError):
        StepQuery(("ev-raid",), Direction.EFFECTS, OCCURRED, 0)
