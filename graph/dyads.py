"""Two sides over time: what each has done to the other, how it went, when they were quiet, when it last got worse."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from operator import attrgetter

from graph.model import Action, ActorRef, DatePrecision, Day, Event, Value
from graph.questions import ALL, Scope, named, narrow, side_of
from graph.store import Tally, TallyQuery, View

ESCALATION_DAYS = 90
PERIODS = 1000


class Period(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


_FINE = {
    Period.DAY: {DatePrecision.DAY},
    Period.WEEK: {DatePrecision.DAY, DatePrecision.WEEK},
    Period.MONTH: {DatePrecision.DAY, DatePrecision.WEEK, DatePrecision.MONTH},
}


class Way(Value):
    """What one side did to the other. `intensity` is the mean of PLOVER's scores, -10 (conflict) to 10."""

    events: int
    intensity: float | None
    actions: dict[Action, int]


class Span(Value):
    """A day, a week (from its Monday) or a month, by its first day."""

    start: Day
    forward: Way
    backward: Way


class Quiet(Value):
    """Days without an act: `days` of them between the acts of `after` and `before`."""

    after: Day
    before: Day
    days: int


class Dyad(Value):
    """Acts between sides `a` and `b`: `forward` is from `a` to `b`; of the series the latest spans that hold an act.

    `since` and `until` are the first and last day; `undated`: acts that the series leaves out, because their date is
    unknown or not as precise as its period. `truncated`: there are earlier spans. `quiet` is the longest stretch, the
    latest one of equals, and `escalation` the latest act that is more hostile than all acts of the ESCALATION_DAYS days
    before its own; both look only at acts whose day is known.
    """

    a: tuple[ActorRef, ...]
    b: tuple[ActorRef, ...]
    since: Day | None
    until: Day | None
    forward: Way
    backward: Way
    period: Period
    series: tuple[Span, ...]
    truncated: bool
    undated: int
    quiet: Quiet | None
    escalation: Event | None


def dyad(
    view: View,
    a: str,
    b: str,
    scope: Scope = ALL,
    *,
    period: Period = Period.MONTH,
    periods: int = PERIODS,
) -> Dyad:
    """What happened between two sides, of the series the latest `periods` spans. Raises QueryError, NotFoundError.

    The scope's limit and cursor do not count: the acts themselves are `questions.events`.
    """
    one, other = named(view, a), named(view, b)
    which = narrow(replace(scope, after=None))
    told = view.tally(TallyQuery(side_of(one, scope), side_of(other, scope), which))
    days = sorted(tally.day for tally in told if tally.day)
    placed = [tally for tally in told if tally.day and tally.precision in _FINE[period]]
    spans = _series(placed, period)
    exact = [tally for tally in told if tally.day and tally.precision is DatePrecision.DAY]
    worst = _escalation(exact)
    return Dyad(
        a=tuple(actor.ref() for actor in one),
        b=tuple(actor.ref() for actor in other),
        since=days[0] if days else None,
        until=days[-1] if days else None,
        forward=_way(told, True),
        backward=_way(told, False),
        period=period,
        series=spans[-periods:],
        truncated=len(spans) > periods,
        undated=sum(tally.events for tally in told) - sum(tally.events for tally in placed),
        quiet=_quiet({tally.day for tally in exact if tally.day}),
        escalation=view.event(worst) if worst else None,
    )


def _way(told: Iterable[Tally], forward: bool) -> Way:
    mine = [tally for tally in told if tally.forward is forward]
    events, actions = sum(tally.events for tally in mine), Counter[Action]()
    for tally in mine:
        actions[tally.action] += tally.events
    total = sum(tally.intensity * tally.events for tally in mine)
    counted = {action: actions[action] for action in sorted(actions, key=lambda action: (-actions[action], action))}
    return Way(events=events, intensity=round(total / events, 4) if events else None, actions=counted)


def _series(told: Iterable[Tally], period: Period) -> tuple[Span, ...]:
    spans: defaultdict[date, list[Tally]] = defaultdict(list)
    for tally in told:
        if tally.day:
            spans[_start(tally.day, period)].append(tally)
    return tuple(
        Span(start=start, forward=_way(spans[start], True), backward=_way(spans[start], False))
        for start in sorted(spans)
    )


def _start(day: date, period: Period) -> date:
    match period:
        case Period.DAY:
            return day
        case Period.WEEK:
            return date.fromordinal(max(1, day.toordinal() - day.weekday()))
        case Period.MONTH:
            return day.replace(day=1)


def _quiet(days: Iterable[date]) -> Quiet | None:
    gaps = [
        Quiet(after=first, before=second, days=(second - first).days - 1) for first, second in pairwise(sorted(days))
    ]
    longest = max(gaps, key=lambda gap: (gap.days, gap.after), default=None)
    return longest if longest and longest.days else None


def _escalation(told: Sequence[Tally]) -> str | None:
    """The latest act below 0 and below all acts of the days before it: the most hostile of its day."""
    days: dict[date, Tally] = {}
    for tally in sorted(told, key=attrgetter("intensity", "event"), reverse=True):
        if tally.day:
            days[tally.day] = tally
    found: str | None = None
    before: deque[tuple[date, float]] = deque()  # days with ever milder acts, so that the worst stands first
    for day in sorted(days):
        while before and day - before[0][0] > timedelta(days=ESCALATION_DAYS):
            before.popleft()
        act = days[day]
        if act.intensity < min(0.0, before[0][1] if before else 0.0):
            found = act.event
        while before and before[-1][1] >= act.intensity:
            before.pop()
        before.append((day, act.intensity))
    return found
