"""The shortest ways from one actor to another through acts that name both of two, whichever of them acts.

Both ends are widened in turns, the smaller one first, with one question to the store for each step, until bonds join
them: all that join them then make the shortest paths.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from heapq import nsmallest

from graph.bonds import Bond
from graph.errors import QueryError, StoreTimeoutError
from graph.model import Action, ActorRef, Event, Value
from graph.questions import ALL, Scope, named, narrow, no_groups, side_of
from graph.store import ActorFilter, EventQuery, View

HOPS, FRONTIER, FAN_OUT, EVIDENCE, SECONDS = 6, 1000, 500, 1, 10.0


class Through(StrEnum):
    """What joins two actors: a meeting, or an act of any kind."""

    MEETINGS = "meetings"
    ANY = "any"


class Step(Value):
    """Two actors next to each other on a path, how many acts name both, and the latest of these, latest first."""

    one: ActorRef
    other: ActorRef
    events: int
    evidence: tuple[Event, ...]


class Path(Value):
    actors: tuple[ActorRef, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """`hops`: most steps of a path; `frontier`: actors of one level; `fan_out`: bonds of each that are followed.

    The ones with the most acts are. `evidence`: acts told of each step; `seconds`: for the whole search.
    """

    hops: int = HOPS
    frontier: int = FRONTIER
    fan_out: int = FAN_OUT
    evidence: int = EVIDENCE
    seconds: float = SECONDS


BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Paths:
    """Each as short as the others. `truncated`: there may be more, or shorter ones, for a bound was met."""

    items: tuple[Path, ...]
    truncated: bool


def paths(
    view: View,
    start: str,
    end: str,
    through: Through = Through.MEETINGS,
    scope: Scope = ALL,
    bounds: Bounds = BOUNDS,
) -> Paths:
    """The `scope.limit` shortest paths, the one with the strongest weakest step first, then by identifiers.

    `scope.actions` go before `through`. A name that stands for several actors starts, or ends, at any of them. Raises
    QueryError where both names mean one actor, NotFoundError for a name that nobody bears.
    """
    no_groups(scope, "paths")
    if through is Through.MEETINGS and not scope.actions:
        scope = replace(scope, actions=frozenset({Action.CONSULT}))
    search = _Search(view, narrow(replace(scope, after=None)), bounds)
    try:
        ends = search.ends(start, end, scope)
        chains = search.chains(*ends, scope.limit + 1)
        told = search.told(chains[: scope.limit])
    except StoreTimeoutError:
        return Paths((), True)
    return Paths(told, search.cut or len(chains) > scope.limit)


@dataclass(frozen=True, slots=True)
class _Chain:
    """From an end to an actor, or from one end to the other; `events` of each step."""

    actors: tuple[str, ...]
    events: tuple[int, ...] = ()

    @property
    def rank(self) -> tuple[int, tuple[str, ...]]:
        return -min(self.events, default=0), self.actors

    def on(self, actor: str, events: int) -> _Chain:
        return _Chain((*self.actors, actor), (*self.events, events))

    def join(self, events: int, other: _Chain) -> _Chain:
        return _Chain((*self.actors, *reversed(other.actors)), (*self.events, events, *reversed(other.events)))


@dataclass(slots=True)
class _End:
    """As far as it has been widened: the last level, and by which bonds each actor was reached."""

    level: frozenset[str]
    reached: dict[str, list[Bond]] = field(default_factory=dict)
    best: dict[str, list[_Chain]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reached = {actor: [] for actor in self.level}

    def chains(self, actor: str, most: int) -> list[_Chain]:
        """The best from the end to the actor. `most` is one number for all of a search."""
        # Reckoned once for each actor: there are far more ways than actors.
        if actor not in self.best:
            bonds = self.reached[actor]
            longer = (chain.on(actor, bond.events) for bond in bonds for chain in self.chains(bond.actor, most))
            self.best[actor] = nsmallest(most, longer, key=lambda chain: chain.rank) if bonds else [_Chain((actor,))]
        return self.best[actor]


class _Search:
    def __init__(self, view: View, which: EventQuery, bounds: Bounds) -> None:
        self._view = view
        self._which = which
        self._bounds = bounds
        self._until = time.monotonic() + bounds.seconds
        self.cut = False

    def ends(self, start: str, end: str, scope: Scope) -> tuple[_End, _End]:
        one, other = (named(self._view, name) for name in (start, end))
        first, last = (frozenset(actor.id for actor in found) for found in (one, other))
        if first & last:
            raise QueryError(f"{start!r} and {end!r} are one actor; a path leads from one to another")
        sources = self._members(side_of(one, scope)) - last
        return _End(sources), _End(self._members(side_of(other, scope)) - first - sources)

    def _members(self, side: ActorFilter) -> frozenset[str]:
        """Each actor that the filter means and that has a bond."""
        if not side.roll_up:
            return side.ids
        return frozenset(bond.actor for bond in self._view.bonds(side, self._which, 1))

    def chains(self, start: _End, end: _End, most: int) -> list[_Chain]:
        """The best of the shortest, the best first."""
        for hop in range(1, self._bounds.hops + 1):
            small, large = (start, end) if len(start.level) <= len(end.level) else (end, start)
            if not small.level or self._late():
                return []
            joins = self._bonds(small, large.level)
            if joins:
                return self._joined(joins, small, large, small is start, most)
            if hop < self._bounds.hops:
                self._widen(small)
        return []

    def _late(self) -> bool:
        late = time.monotonic() > self._until
        self.cut = self.cut or late
        return late

    def _bonds(self, end: _End, to: frozenset[str] | None = None) -> list[Bond]:
        """Of each actor of the end's level as many as may be followed."""
        most = self._bounds.fan_out
        found: defaultdict[str, list[Bond]] = defaultdict(list)
        for bond in self._view.bonds(ActorFilter(end.level), self._which, most + 1, to):
            found[bond.actor].append(bond)
        for actor, bonds in found.items():
            if len(bonds) > most:
                self.cut = True
                found[actor] = nsmallest(most, bonds, key=lambda bond: (-bond.events, bond.other))
        return [bond for bonds in found.values() for bond in bonds]

    def _widen(self, end: _End) -> None:
        reached: defaultdict[str, list[Bond]] = defaultdict(list)
        for bond in self._bonds(end):
            if bond.other not in end.reached:
                reached[bond.other].append(bond)
        if len(reached) > self._bounds.frontier:
            self.cut = True
            strong = {actor: max(bond.events for bond in bonds) for actor, bonds in reached.items()}
            kept = nsmallest(self._bounds.frontier, reached, key=lambda actor: (-strong[actor], actor))
            reached = defaultdict(list, {actor: reached[actor] for actor in kept})
        end.level = frozenset(reached)
        end.reached |= reached

    def _joined(self, joins: list[Bond], small: _End, large: _End, forward: bool, most: int) -> list[_Chain]:
        best: list[_Chain] = []
        for bond in sorted(joins, key=lambda bond: -bond.events):
            # No path is stronger than any of its steps, so the rest can only be weaker than what is kept.
            if len(best) == most and bond.events < min(best[-1].events):
                break
            here, there = small.chains(bond.actor, most), large.chains(bond.other, most)
            if not forward:
                here, there = there, here
            best = nsmallest(most, [*best, *_joins(here, bond.events, there)], key=lambda chain: chain.rank)
        return best

    def told(self, chains: list[_Chain]) -> tuple[Path, ...]:
        """With the acts that say so; a path of which nothing is told any more is left out."""
        pairs = list(
            dict.fromkeys(pair for chain in chains for pair in zip(chain.actors, chain.actors[1:], strict=False))
        )
        acts = dict(zip(pairs, self._view.between(pairs, self._which, self._bounds.evidence), strict=True))
        known = {side.id: side for told in acts.values() for act in told for side in (act.source, act.target) if side}
        return tuple(_path(chain, acts, known) for chain in chains if known.keys() >= set(chain.actors))


def _joins(here: list[_Chain], events: int, there: list[_Chain]) -> Iterator[_Chain]:
    return (one.join(events, other) for one in here for other in there)


def _path(chain: _Chain, acts: dict[tuple[str, str], tuple[Event, ...]], known: dict[str, ActorRef]) -> Path:
    pairs = zip(chain.actors, chain.actors[1:], strict=False)
    steps = tuple(
        Step(one=known[pair[0]], other=known[pair[1]], events=events, evidence=acts[pair])
        for pair, events in zip(pairs, chain.events, strict=True)
    )
    return Path(actors=tuple(known[actor] for actor in chain.actors), steps=steps)
