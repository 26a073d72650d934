"""What counting the acts of two sides promises, and what a dyad makes of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from graph.dyads import Dyad, Period, Quiet, dyad
from graph.errors import NotFoundError, QueryError
from graph.model import Action, DatePrecision, Modality
from graph.questions import Scope
from graph.store import ActorFilter, EventQuery, Store, Tally, TallyQuery
from tests.store.build import article, batch, event, hours, person, place, report, state

IRAN, ISRAEL, OMAN = state("Iran", "IRN"), state("Israel", "ISR"), state("Oman", "OMN")
GENERAL, LONER = person("A General", "IRN"), person("A Loner")
NEWS, OTHER = article("News of it."), article("Other news.")
TOLD = report(NEWS)
D0 = date(2024, 1, 1)  # a Monday


def on(days: int) -> date:
    return D0 + timedelta(days=days)


TALK = event(Action.CONSULT, IRAN, ISRAEL, on(0), TOLD, key="ev-talk")
BLAME = event(Action.ACCUSE, ISRAEL, IRAN, on(1), TOLD, key="ev-blame", confidence=0.9)
HIT = event(Action.ASSAULT, IRAN, ISRAEL, on(31), TOLD, key="ev-hit", at=place("Haifa"))
ALSO = event(Action.ASSAULT, GENERAL, ISRAEL, on(31), TOLD, key="ev-also")
AIR = event(Action.ASSAULT, ISRAEL, GENERAL, on(33), TOLD, mode="aerial", key="ev-air")
MONTH = event(Action.AID, ISRAEL, IRAN, on(60), TOLD, key="ev-month").model_copy(
    update={"date_precision": DatePrecision.MONTH}
)
SOMEDAY = event(Action.AID, IRAN, ISRAEL, None, TOLD, key="ev-someday")
PLAN = event(Action.CONSULT, ISRAEL, IRAN, on(90), TOLD, modality=Modality.PLANNED, key="ev-plan")
ALONE = event(Action.PROTEST, IRAN, None, on(5), TOLD, key="ev-alone")
ASIDE = event(Action.CONSULT, IRAN, OMAN, on(5), TOLD, key="ev-aside")
INNER = event(Action.CONSULT, GENERAL, IRAN, on(6), TOLD, key="ev-inner")
LONE = event(Action.ASSAULT, LONER, IRAN, on(7), TOLD, key="ev-lone")
EVENTS = (TALK, BLAME, HIT, ALSO, AIR, MONTH, SOMEDAY, PLAN, ALONE, ASIDE, INNER, LONE)
ALL_OF_IRAN = ActorFilter(frozenset({"IRN"}), frozenset({"IRN"}))
ONLY_IRAN, ONLY_ISRAEL = ActorFilter(frozenset({"IRN"})), ActorFilter(frozenset({"ISR"}))


@pytest.fixture
def told(store: Store) -> Store:
    store.writer().write(batch([NEWS], EVENTS), hours(0))
    return store


def tallied(store: Store, one: ActorFilter, other: ActorFilter, which: EventQuery | None = None) -> list[tuple]:
    found = store.view().tally(TallyQuery(one, other, which or EventQuery()))
    rows = [(tally.event, tally.events, tally.forward) for tally in found]
    return sorted((key.removeprefix("ev-"), *rest) for key, *rest in rows)


FORWARD = [("hit", 1, True), ("someday", 1, True), ("talk", 1, True)]
BACK = [("blame", 1, False), ("month", 1, False)]


def test_acts_are_counted_either_way(told: Store) -> None:
    assert tallied(told, ONLY_IRAN, ONLY_ISRAEL) == sorted([*FORWARD, *BACK])
    assert tallied(told, ONLY_ISRAEL, ONLY_IRAN) == sorted((key, n, not way) for key, n, way in [*FORWARD, *BACK])


def test_a_country_rolled_up_counts_its_people_once(told: Store) -> None:
    people = [("air", 1, False), ("also", 2, True), ("blame", 1, False), ("month", 1, False), *FORWARD[1:]]
    assert tallied(told, ALL_OF_IRAN, ONLY_ISRAEL) == sorted(people)


def test_an_actor_without_a_country_and_overlapping_sides_are_counted(told: Store) -> None:
    assert tallied(told, ActorFilter(frozenset({LONER.id})), ALL_OF_IRAN) == [("lone", 1, True)]
    assert tallied(told, ALL_OF_IRAN, ALL_OF_IRAN) == [("inner", 1, True)]
    assert tallied(told, ActorFilter(frozenset()), ALL_OF_IRAN) == []


NARROWED = {
    "an action": (EventQuery(actions=frozenset({Action.ASSAULT})), [("hit", 1, True)]),
    "days": (EventQuery(since=on(1), until=on(31)), [("blame", 1, False), ("hit", 1, True)]),
    "a place": (EventQuery(place="haifa"), [("hit", 1, True)]),
    "confidence": (EventQuery(min_confidence=0.5), [("blame", 1, False)]),
    "a status": (EventQuery(modalities=frozenset({Modality.PLANNED})), [("plan", 1, False)]),
}


def test_acts_that_count_are_narrowed(told: Store) -> None:
    answers = {name: tallied(told, ONLY_IRAN, ONLY_ISRAEL, which) for name, (which, _) in NARROWED.items()}
    assert answers == {name: wanted for name, (_, wanted) in NARROWED.items()}


def test_a_tally_tells_day_precision_action_and_intensity(told: Store) -> None:
    which = EventQuery(actions=frozenset({Action.AID}))
    found = told.view().tally(TallyQuery(ONLY_IRAN, ONLY_ISRAEL, which))
    assert set(found) == {
        Tally(True, None, DatePrecision.UNKNOWN, Action.AID, SOMEDAY.intensity, 1, "ev-someday"),
        Tally(False, on(60), DatePrecision.MONTH, Action.AID, MONTH.intensity, 1, "ev-month"),
    }


def test_what_was_not_known_then_is_not_counted(told: Store) -> None:
    later = event(Action.ASSAULT, ISRAEL, IRAN, on(40), report(OTHER), key="ev-later")
    told.writer().write(batch([OTHER], [later]), hours(2))
    told.writer().retract(NEWS.id, hours(3))
    query = TallyQuery(ONLY_IRAN, ONLY_ISRAEL, EventQuery())
    counts = [sum(tally.events for tally in told.view(hours(at)).tally(query)) for at in (-1, 1, 2, 3)]
    assert counts == [0, 5, 6, 1]
    assert [tally.event for tally in told.view().tally(query)] == ["ev-later"]


def asked(store: Store, period: Period = Period.MONTH, scope: Scope | None = None, **more: int) -> Dyad:
    return dyad(store.view(), "Iran", "Israel", scope=scope or Scope(), period=period, **more)


def test_a_dyad_counts_both_directions(told: Store) -> None:
    found = asked(told)
    assert ([side.id for side in found.a], [side.id for side in found.b]) == (["IRN"], ["ISR"])
    assert (found.forward.events, found.backward.events) == (4, 3)
    assert found.forward.actions == {Action.ASSAULT: 2, Action.AID: 1, Action.CONSULT: 1}
    assert next(iter(found.forward.actions)) is Action.ASSAULT
    scores = (TALK.intensity, HIT.intensity, ALSO.intensity, SOMEDAY.intensity)
    assert found.forward.intensity == pytest.approx(sum(scores) / 4, abs=1e-4)
    assert (found.since, found.until) == (on(0), on(60))


@pytest.mark.parametrize(
    ("period", "starts", "undated"),
    [
        (Period.DAY, [(on(0), 1, 0), (on(1), 0, 1), (on(31), 2, 0), (on(33), 0, 1)], 2),
        (Period.WEEK, [(on(0), 1, 1), (on(28), 2, 1)], 2),
        (Period.MONTH, [(on(0), 1, 1), (date(2024, 2, 1), 2, 1), (date(2024, 3, 1), 0, 1)], 1),
    ],
)
def test_the_series_holds_what_is_dated_as_precisely(
    told: Store, period: Period, starts: list[tuple[date, int, int]], undated: int
) -> None:
    found = asked(told, period)
    assert [(span.start, span.forward.events, span.backward.events) for span in found.series] == starts
    assert (found.undated, found.truncated) == (undated, False)
    assert found.series[0].forward.intensity == TALK.intensity


def test_a_series_that_is_cut_keeps_the_latest_spans(told: Store) -> None:
    found = asked(told, Period.DAY, periods=1)
    assert ([span.start for span in found.series], found.truncated) == ([on(33)], True)


def test_quiet_is_the_longest_stretch_between_known_days(told: Store) -> None:
    assert asked(told).quiet == Quiet(after=on(1), before=on(31), days=29)
    assert asked(told, scope=Scope(since=on(31), until=on(33))).quiet == Quiet(after=on(31), before=on(33), days=1)
    assert asked(told, scope=Scope(until=on(1))).quiet is None


def test_the_last_escalation_is_worse_than_all_days_before_it(told: Store) -> None:
    def worst(**days: date) -> str | None:
        found = asked(told, scope=Scope(**days)).escalation
        return found.id if found else None

    assert ALSO.intensity == HIT.intensity
    assert BLAME.intensity < 0 < TALK.intensity
    wanted = "ev-air" if AIR.intensity < HIT.intensity else "ev-also"
    assert worst() == wanted
    assert worst(until=on(32)) == "ev-also"
    assert worst(until=on(1)) == "ev-blame"
    assert worst(until=on(0)) is None
    calm = [event(Action.ACCUSE, IRAN, ISRAEL, on(33 + days), TOLD, key=f"ev-{days}") for days in (90, 181, 182)]
    told.writer().write(batch([NEWS], calm), hours(1))
    assert worst() == "ev-181", "after ninety days without one, the next hostile act is an escalation"


def test_a_dyad_of_unknown_sides_is_refused(told: Store) -> None:
    with pytest.raises(NotFoundError):
        dyad(told.view(), "Iran", "Nowhere")
    with pytest.raises(QueryError):
        dyad(told.view(), "Iran", "Israel", scope=Scope(since=on(2), until=on(1)))
    assert dyad(told.view(), "Oman", "Israel").series == ()
