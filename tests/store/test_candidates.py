"""What candidates promise: pairs that days and sides suggest, counted right, and none that a text joins."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.candidates import EFFECTS, MATERIAL, Candidate, Order, candidates
from graph.errors import NotFoundError, QueryError
from graph.model import Action, Actor, DatePrecision, Event, EventLink, Modality
from graph.questions import Scope
from graph.rollup import RollUp
from graph.store import ActorFilter, Cursor, EventQuery, Opening, ReplyQuery, Store, View
from tests.store.build import article, batch, event, hours, link, person, place, report, state
from tests.store.places import Place
from tests.store.test_rows import row, rows

IRAN, ISRAEL, SYRIA = state("Iran", "IRN", "Persia"), state("Israel", "ISR"), state("Syria", "SYR")
GENERAL, MILITIA = person("A General", "IRN"), person("A Militia")
CAST = (IRAN, ISRAEL, SYRIA, GENERAL, MILITIA)
NEWS, LATER = article("News of it."), article("Later news of it.")
TOLD = report(NEWS)
START = date(2024, 4, 1)


def day(number: int) -> date:
    return START + timedelta(days=number)


def act(
    key: str,
    source: Actor,
    target: Actor,
    on: int | None,
    action: Action = Action.ASSAULT,
    modality: Modality = Modality.OCCURRED,
) -> Event:
    when = None if on is None else day(on)
    return event(action, source, target, when, TOLD, modality=modality, key=f"ev-{key}")


def write(store: Store, *events: Event, links: tuple[EventLink, ...] = ()) -> View:
    store.writer().write(batch([NEWS], events, links, CAST), hours(0))
    return store.view()


def pairs(view: View, **options: object) -> list[tuple[str, str]]:
    found = candidates(view, **options)  # type: ignore[arg-type]
    return [(item.cause.id.removeprefix("ev-"), item.effect.id.removeprefix("ev-")) for item in found.items]


RAID = act("raid", ISRAEL, IRAN, 0)
ANSWER = act("answer", IRAN, ISRAEL, 12)


def test_a_hostile_act_the_other_way_within_the_days_is_a_candidate(store: Store) -> None:
    (item,) = candidates(write(store, RAID, ANSWER)).items
    seen = {"recorded_at": hours(0)}
    assert item == Candidate(
        cause=RAID.model_copy(update=seen),
        effect=ANSWER.model_copy(update=seen),
        lag_days=12,
        order_known=True,
        chance=1 - math.exp(-1 / 13 * 13),
        acts=1,
        days=13,
    )
    assert item.candidate


def test_nothing_is_stored(store: Store) -> None:
    view = write(store, RAID, ANSWER)
    before = dict(view.counts())
    assert candidates(view).items
    assert dict(store.view().counts()) == before
    assert store.view().effects(RAID.id) == ()


def test_days_are_counted_strictly(store: Store) -> None:
    view = write(store, RAID, *(act(f"answer{on}", IRAN, ISRAEL, on) for on in (-1, 0, 14, 15)))
    assert pairs(view, against="Israel") == [("raid", "answer0"), ("raid", "answer14")]
    assert pairs(view, against="Israel", within=13) == [("raid", "answer0")]
    assert pairs(view, against="Israel", within=0) == [("raid", "answer0")]
    assert pairs(view, against="Israel", within=15)[-1] == ("raid", "answer15")


def test_of_the_same_day_the_order_is_said_to_be_unknown(store: Store) -> None:
    view = write(store, RAID, act("other", IRAN, ISRAEL, 0))
    found = candidates(view).items
    assert [(item.cause.id, item.lag_days, item.order_known) for item in found] == [
        ("ev-other", 0, False),
        ("ev-raid", 0, False),
    ]


def test_each_cause_has_its_first_effects_and_no_more(store: Store) -> None:
    late, early = act("late", ISRAEL, IRAN, 5), act("early", ISRAEL, IRAN, 0)
    answers = [act(f"answer{on}{name}", IRAN, ISRAEL, on) for on in (6, 7, 8) for name in "ba"]
    view = write(store, late, early, *answers)
    first = ["answer6a", "answer6b", "answer7a"][:EFFECTS]
    assert pairs(view) == [(cause, effect) for cause in ("late", "early") for effect in first]


OTHERWISE = {
    "the same way": act("x", ISRAEL, IRAN, 1),
    "by another": act("x", SYRIA, ISRAEL, 1),
    "against another": act("x", IRAN, SYRIA, 1),
    "words alone": act("x", IRAN, ISRAEL, 1, Action.THREATEN, Modality.THREATENED),
    "friendly": act("x", IRAN, ISRAEL, 1, Action.AID),
    "planned": act("x", IRAN, ISRAEL, 1, modality=Modality.PLANNED),
    "denied": act("x", IRAN, ISRAEL, 1, modality=Modality.DENIED),
    "undated": act("x", IRAN, ISRAEL, None),
    "some day of a month": act("x", IRAN, ISRAEL, 1).model_copy(update={"date_precision": DatePrecision.MONTH}),
    "over several days": act("x", IRAN, ISRAEL, 1).model_copy(update={"date_end": day(2)}),
}


def test_nothing_else_is_an_effect_or_counted_as_one(store: Store) -> None:
    others = [other.model_copy(update={"id": f"ev-{name}"}) for name, other in OTHERWISE.items()]
    view = write(store, RAID, *others)
    assert pairs(view, against="Israel") == []
    found = candidates(write(store, RAID, ANSWER, *others), against="Israel").items
    assert {(item.effect.id, item.acts) for item in found} == {("ev-answer", 1)}


def test_a_cause_has_happened_on_a_known_day(store: Store) -> None:
    causes = [
        act("undated", ISRAEL, IRAN, None),
        act("planned", ISRAEL, IRAN, 0, modality=Modality.PLANNED),
        RAID.model_copy(update={"id": "ev-week", "date_precision": DatePrecision.WEEK}),
        RAID.model_copy(update={"id": "ev-siege", "date_end": day(3)}),
    ]
    assert pairs(write(store, *causes, ANSWER)) == []


def test_every_material_conflict_is_an_effect_and_one_action_can_be_asked_for(store: Store) -> None:
    acts = [act(action.value, IRAN, ISRAEL, on, action) for on, action in enumerate(sorted(MATERIAL), 1)]
    view = write(store, RAID, *acts)
    assert {action.value for action in MATERIAL} == {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
    assert pairs(view, against="Israel") == [("raid", one.id.removeprefix("ev-")) for one in acts[:EFFECTS]]
    (item,) = candidates(view, against="Israel", scope=Scope(actions=frozenset({Action.SANCTION}))).items
    assert (item.effect.id, item.acts) == ("ev-SANCTION", 1)


def test_another_hostile_action_can_be_the_cause(store: Store) -> None:
    threat = act("threat", ISRAEL, IRAN, 2, Action.THREATEN, Modality.THREATENED)
    view = write(store, RAID, threat, ANSWER)
    assert pairs(view, to=Action.THREATEN) == [("threat", "answer")]


def test_a_country_s_bodies_and_persons_count_as_that_country(store: Store) -> None:
    view = write(
        store,
        act("raid", ISRAEL, GENERAL, 0),
        act("answer", IRAN, ISRAEL, 2),
        act("feud", GENERAL, IRAN, 3),
        act("feud-back", IRAN, GENERAL, 4),
        act("shots", MILITIA, IRAN, 5),
        act("hunt", GENERAL, MILITIA, 6),
    )
    assert pairs(view) == [("shots", "hunt"), ("raid", "answer")]
    assert pairs(view, scope=Scope(roll_up=RollUp.NONE)) == [("feud", "feud-back")]
    (item,) = candidates(view, by="Iran", against="Israel").items
    assert (item.acts, item.days) == (1, 3)


def test_a_side_that_is_named_is_what_the_name_stands_for(store: Store) -> None:
    view = write(
        store,
        act("raid", ISRAEL, GENERAL, 0),
        act("answer", IRAN, ISRAEL, 2),
        act("revenge", GENERAL, ISRAEL, 4),
        act("strike", SYRIA, IRAN, 5),
        act("other", IRAN, SYRIA, 6),
    )
    assert pairs(view, by="Persia", against="ISR") == [("raid", "answer"), ("raid", "revenge")]
    assert pairs(view, by="A General") == [("raid", "revenge")]
    assert pairs(view, against="Syria") == [("strike", "other")]
    assert pairs(view, by="Iran", against="Syria", scope=Scope(roll_up=RollUp.NONE)) == [("strike", "other")]
    assert pairs(view, by="Iran", against="Israel", scope=Scope(roll_up=RollUp.NONE)) == []
    (item,) = candidates(view, by="A General").items
    assert item.acts == 1
    with pytest.raises(NotFoundError):
        candidates(view, by="Nobody")


def test_how_often_such_acts_come_is_told_over_all_the_dyad_s_days(store: Store) -> None:
    visit = act("visit", IRAN, ISRAEL, -100, Action.CONSULT)
    trade = act("trade", ISRAEL, GENERAL, 99, Action.COOPERATE)
    elsewhere = act("elsewhere", IRAN, SYRIA, 300)
    plan = act("plan", IRAN, ISRAEL, 900, modality=Modality.PLANNED)
    before = act("before", GENERAL, ISRAEL, -50, Action.SANCTION)
    view = write(store, RAID, ANSWER, visit, trade, elsewhere, plan, before)
    (item,) = candidates(view, against="Israel").items
    assert (item.acts, item.days) == (2, 200)
    assert item.chance == pytest.approx(1 - math.exp(-2 / 200 * 13), rel=1e-12)


def test_a_pair_that_a_text_joins_is_left_out_whichever_way(store: Store) -> None:
    later, same = act("later", IRAN, ISRAEL, 13), act("same", IRAN, ISRAEL, 0)
    view = write(store, RAID, ANSWER, later, same, links=(link(RAID, ANSWER, NEWS), link(same, RAID, NEWS, "after")))
    assert pairs(view, against="Israel") == [("raid", "later")]


def test_a_withdrawn_text_joins_nothing_any_more_and_what_was_known_stays_known(store: Store) -> None:
    write(store, RAID, ANSWER)
    store.writer().write(batch([LATER], [], [link(RAID, ANSWER, LATER)]), hours(2))
    assert pairs(store.view()) == []
    store.writer().retract(LATER.id, hours(4))
    assert pairs(store.view()) == [("raid", "answer")]
    assert pairs(store.view(hours(3))) == []
    assert pairs(store.view(hours(1))) == [("raid", "answer")]
    store.writer().retract(NEWS.id, hours(6))
    assert pairs(store.view()) == []
    assert pairs(store.view(hours(5))) == [("raid", "answer")]
    assert pairs(store.view(hours(-1))) == []


def test_retracted_acts_are_not_counted(store: Store) -> None:
    extra = event(Action.ASSAULT, IRAN, ISRAEL, day(-400), report(LATER), key="ev-extra")
    store.writer().write(batch([NEWS, LATER], [RAID, ANSWER, extra], [], CAST), hours(0))
    store.writer().retract(LATER.id, hours(2))
    now, then = candidates(store.view()).items[0], candidates(store.view(hours(1))).items[0]
    assert [(item.acts, item.days) for item in (now, then)] == [(1, 13), (2, 413)]


def test_rows_of_data_sets_are_candidates(store: Store) -> None:
    there = row("1", source="IRQ", target="IRN", day="2024-05-01")
    back = row("2", day="2024-05-03")
    store.writer().write_rows(rows(there, back), hours(0))
    (item,) = candidates(store.view()).items
    assert (item.cause.id, item.effect.id, item.lag_days) == (there.id, back.id, 2)


def test_days_and_place_narrow_the_cause(store: Store) -> None:
    here = place("Damascus", "SYR")
    view = write(store, RAID.model_copy(update={"place": here}), act("second", ISRAEL, IRAN, 5), ANSWER)
    assert pairs(view) == [("second", "answer"), ("raid", "answer")]
    assert pairs(view, scope=Scope(since=day(1))) == [("second", "answer")]
    assert pairs(view, scope=Scope(until=day(4))) == [("raid", "answer")]
    assert pairs(view, scope=Scope(place="Damascus")) == [("raid", "answer")]


def many(store: Store) -> View:
    """Ten attacks on ten days, of which two thirds are followed by two acts each; one dyad is rarer than the other."""
    events = [act(f"a{on}", ISRAEL if on % 3 else SYRIA, IRAN, on) for on in range(10)]
    events += [act(f"b{on}{name}", IRAN, ISRAEL, on) for on in (3, 8) for name in "xy"]
    return write(store, *events, act("rare", IRAN, SYRIA, 10))


def test_pages_give_every_candidate_exactly_once(store: Store) -> None:
    view = many(store)
    whole = pairs(view, against=None)
    assert len(whole) == len(set(whole)) > 10
    for limit in (EFFECTS, 4, 5, len(whole), 100):
        for causes in (1, 2, 100):
            assert list(turned(view, limit, causes)) == whole


def turned(view: View, limit: int, causes: int) -> Iterator[tuple[str, str]]:
    after = None
    while True:
        scope = Scope(limit=limit, after=after)
        found = candidates(view, scope=scope, causes=causes)
        assert len(found.items) <= limit
        assert found.causes <= causes
        assert found.truncated == (found.next is not None)
        yield from pairs(view, scope=scope, causes=causes)
        if found.next is None:
            return
        assert found.next != after
        after = found.next


def test_an_answer_looks_at_so_many_causes_and_says_when_there_are_more(store: Store) -> None:
    view = many(store)
    total = len(view.events(EventQuery(actions=frozenset({Action.ASSAULT}))).items)
    for order in Order:
        some, whole = (candidates(view, order=order, causes=causes) for causes in (4, 100))
        assert (some.causes, some.truncated) == (4, True)
        assert (whole.causes, whole.truncated) == (total, False)
        assert set(some.items) < set(whole.items)


def test_the_least_likely_by_chance_come_first_when_asked_for(store: Store) -> None:
    view = many(store)
    ranked = candidates(view, order=Order.CHANCE)
    chances = [item.chance for item in ranked.items]
    assert chances == sorted(chances)
    assert set(ranked.items) == set(candidates(view).items)
    best = candidates(view, order=Order.CHANCE, scope=Scope(limit=2))
    assert (best.items, best.truncated, best.next) == (ranked.items[:2], True, None)


def test_the_method_says_that_no_text_does(store: Store) -> None:
    words = candidates(write(store, RAID), within=3, scope=Scope(actions=frozenset({Action.SANCTION}))).method
    for said in ("no text says", "ASSAULT", "SANCTION", "up to 3 days", "chance = 1 - exp(-acts / days"):
        assert said in words


@pytest.mark.parametrize(
    "options",
    [
        {"to": Action.AID},
        {"to": Action.CONSULT},
        {"scope": Scope(actions=frozenset({Action.ACCUSE}))},
        {"scope": Scope(modes=frozenset({"visit"}))},
        {"within": -1},
        {"within": 10**6},
        {"scope": Scope(limit=0)},
        {"scope": Scope(since=day(2), until=day(1))},
        {"order": Order.CHANCE, "scope": Scope(after=Cursor(date(2024, 1, 1), "ev-1"))},
    ],
)
def test_questions_that_make_no_sense_are_refused(store: Store, options: dict[str, object]) -> None:
    with pytest.raises(QueryError):
        candidates(store.view(), **options)  # type: ignore[arg-type]


def test_the_last_days_of_the_calendar_are_no_error(store: Store) -> None:
    last = event(Action.ASSAULT, ISRAEL, IRAN, date.max, TOLD, key="ev-last")
    assert pairs(write(store, last)) == []


def test_replies_are_told_by_opening(store: Store) -> None:
    view = write(store, RAID, ANSWER, act("second", ISRAEL, IRAN, 5))
    iran, israel, nobody = (ActorFilter(frozenset(ids)) for ids in (["IRN"], ["ISR"], []))
    openings = (
        Opening("ev-raid", day(0), iran, israel),
        Opening("ev-nothing", day(0), nobody, israel),
        Opening("ev-second", day(5), iran, israel),
    )
    found = view.replies(ReplyQuery(openings, MATERIAL, 14, 2))
    assert [(reply.opening, reply.event.id) for reply in found] == [
        ("ev-raid", "ev-answer"),
        ("ev-second", "ev-answer"),
    ]
    assert {(reply.acts, reply.first, reply.last) for reply in found} == {(1, day(0), day(12))}
    assert view.replies(ReplyQuery((), MATERIAL, 14, 2)) == ()


ACTS = st.builds(
    lambda source, target, on, action: (source, target, on, action),
    st.sampled_from(CAST),
    st.sampled_from(CAST),
    st.integers(0, 9),
    st.sampled_from([Action.ASSAULT, Action.ASSAULT, Action.SANCTION, Action.AID]),
)
HISTORY = st.lists(ACTS, min_size=2, max_size=14)
JOINED = st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=3)
EXAMPLES = {"sqlite": 80, "neo4j": 8}


def test_a_store_agrees_with_counting_by_hand(request: pytest.FixtureRequest, home: Place) -> None:
    examples = EXAMPLES[request.node.callspec.params["home"]]

    @settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(HISTORY, JOINED, st.integers(0, 5), st.booleans())
    def agree(history: list[tuple[Actor, Actor, int, Action]], joined: object, within: int, roll_up: bool) -> None:
        home.clear()
        store = home.open()
        try:
            events = [act(f"{number:02}", *told) for number, told in enumerate(history)]
            numbers = [pair for pair in joined if max(pair) < len(events) and pair[0] != pair[1]]  # type: ignore[attr-defined]
            view = write(store, *events, links=tuple(link(events[a], events[b], NEWS) for a, b in numbers))
            linked = {frozenset((events[a].id, events[b].id)) for a, b in numbers}
            found = candidates(view, within=within, scope=Scope(roll_up=None if roll_up else RollUp.NONE)).items
            assert [(item.cause.id, item.effect.id, item.acts, item.days) for item in found] == by_hand(
                events, linked, within, roll_up
            )
        finally:
            store.close()

    agree()


def by_hand(
    events: list[Event], linked: set[frozenset[str]], within: int, roll_up: bool
) -> list[tuple[str, str, int, int]]:
    def ends(one: Event) -> tuple[str, str]:
        sides = [side for side in (one.source, one.target) if side]
        source, target = ((side.country or side.id) if roll_up else side.id for side in sides)
        return source, target

    def days(one: Event) -> int:
        assert one.date
        return one.date.toordinal()

    found = []
    for cause in sorted(events, key=lambda one: (-days(one), one.id)):
        source, target = ends(cause)
        if cause.action is not Action.ASSAULT or source == target:
            continue
        back = [one for one in events if ends(one) == (target, source) and one.action in MATERIAL]
        span = [days(one) for one in events if ends(one) in {(source, target), (target, source)}]
        near = [one for one in back if 0 <= days(one) - days(cause) <= within]
        near = [one for one in near if frozenset((cause.id, one.id)) not in linked]
        first = sorted(near, key=lambda one: (days(one), one.id))[:EFFECTS]
        found += [(cause.id, one.id, len(back), max(span) - min(span) + 1) for one in first]
    return found
