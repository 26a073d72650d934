"""Who has to do with whom, as plainly as it can be said: events counted one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from graph.bonds import Bond, Pair, Tie
from graph.model import Action, ActorKind, ActorRef, Event, Modality
from graph.profiles import Kind
from graph.store import ActorFilter, Weight


def among(side: ActorRef, wanted: ActorFilter) -> bool:
    return side.id in wanted.ids or side.country in wanted.roll_up


def _ways(events: Iterable[Event]) -> Iterable[tuple[ActorRef, ActorRef, Event, bool]]:
    """Each event from either side's view: the side, the other one, and whether the side acts."""
    for event in events:
        if event.source and event.target and event.source.id != event.target.id:
            yield event.source, event.target, event, True
            yield event.target, event.source, event, False


def bonds(events: Sequence[Event], of: ActorFilter | None, each: int, to: Collection[str] | None) -> set[Bond]:
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for side, other, _, _ in _ways(events):
        if (of is None or among(side, of)) and (to is None or other.id in to):
            told[side.id][other.id] += 1
    found = [Bond(side, *one) for side, others in told.items() for one in _first(others, each)]
    if of is None:
        once = [bond for bond in found if bond.actor < bond.other]
        return set(sorted(once, key=lambda bond: (-bond.events, bond.pair))[:each])
    return set(found)


def _first(counted: Counter[str], most: int) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:most]


def lands(events: Sequence[Event], known: dict[str, ActorRef]) -> list[Event]:
    """The events that are not within one country, with countries for sides; `known`: actors by their identifiers."""

    def land(side: ActorRef) -> ActorRef:
        code = side.country or side.id
        return known.get(code) or ActorRef(id=code, name=code, kind=ActorKind.COUNTRY, country=code)

    return [
        event.model_copy(update={"source": land(event.source), "target": land(event.target)})
        for event in events
        if event.source and event.target and land(event.source) != land(event.target)
    ]


def weights(
    events: Sequence[Event], of: ActorFilter, limit: int, known: dict[str, ActorRef] | None = None
) -> set[Weight]:
    """`known`: where others count for their countries."""
    told: defaultdict[tuple[ActorRef, bool, Action], list[date | None]] = defaultdict(list)
    totals = Counter[str]()
    for side, other, event, acts in _ways(events):
        if among(side, of) and not among(other, of):
            if known is not None:
                told_of = [one.target if acts else one.source for one in lands([event], known)]
            else:
                told_of = [other]
            for one in told_of:
                told[one, acts, event.action].append(event.date)
                totals[one.id] += 1
    kept = {other for other, _ in _first(totals, limit)}
    return {
        Weight(other, outward, action, len(days), _end(min, days), _end(max, days))
        for (other, outward, action), days in told.items()
        if other.id in kept
    }


def kinds(events: Sequence[Event], of: ActorFilter) -> set[Kind]:
    told: defaultdict[tuple[bool, Action, Modality], list[date | None]] = defaultdict(list)
    for event in events:
        acts, bears = (bool(side and among(side, of)) for side in (event.source, event.target))
        if acts or bears:
            told[acts, event.action, event.modality].append(event.date)
    return {Kind(*kind, len(days), _end(min, days), _end(max, days)) for kind, days in told.items()}


def ties(events: Sequence[Event], pairs: Sequence[Pair]) -> set[Tie]:
    wanted = {frozenset(pair) for pair in pairs}
    told: defaultdict[tuple[ActorRef, ActorRef, Action], list[date | None]] = defaultdict(list)
    for source, target, event, acts in _ways(events):
        if acts and frozenset((source.id, target.id)) in wanted:
            told[source, target, event.action].append(event.date)
    return {Tie(*who, len(days), _end(min, days), _end(max, days)) for who, days in told.items()}


def between(events: Sequence[Event], pairs: Sequence[Pair], each: int) -> tuple[tuple[Event, ...], ...]:
    """`events` stand in their order."""
    told = {(side.id, other.id, event.id): event for side, other, event, _ in _ways(events)}
    return tuple(tuple(event for key, event in told.items() if key[:2] == pair)[:each] for pair in pairs)


def _end(end: object, days: Iterable[date | None]) -> date | None:
    known = [day for day in days if day]
    return (min if end is min else max)(known, default=None)
