"""Who has to do with whom around an actor, or in the whole store: the heaviest bonds first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from typing import TypeVar

from graph.bonds import Bond, Tie
from graph.model import Action, ActorKind, ActorRef, Day, Value
from graph.ontology import code
from graph.questions import ALL, Scope, named, narrow, no_groups, side_of
from graph.store import ActorFilter, EventQuery, View

EDGES, FAN_OUT = 200, 50
Link = TypeVar("Link", Bond, Tie)


class Node(Value):
    """An actor; `hop`: steps from where the network starts, none in an overview. `events`: of its edges here."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    events: int
    hop: int | None


class Edge(Value):
    """Acts of one kind from one actor to another, and their first and last known day."""

    source: str
    target: str
    action: Action
    quad: int
    events: int
    since: Day | None
    until: Day | None


class Network(Value):
    """`left_out`: pairs of actors that were found and are not shown. `truncated`: there is more than is shown."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int
    truncated: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """Bonds, the heaviest first, and how far actors are from the start. `cut`: there are more."""

    bonds: list[Bond]
    cut: bool
    hops: dict[str, int] = field(default_factory=dict)


def network(
    view: View,
    name: str | None = None,
    radius: int = 1,
    scope: Scope = ALL,
    *,
    fan_out: int = FAN_OUT,
) -> Network:
    """The `scope.limit` heaviest edges up to `radius` (1 or 2) steps around an actor; without one, of the whole store.

    Around an actor each is next to one that is shown before it. They are looked for among as many pairs, those with the
    most acts; a second step is taken from the `fan_out` heaviest neighbours. Raises QueryError, NotFoundError.
    """
    no_groups(scope, "networks")
    which, edges = narrow(replace(scope, after=None)), scope.limit
    if name is None:
        bonds = list(view.bonds(None, which, edges + 1))
        found = _Found(_ranked(bonds), len(bonds) > edges)
        shown = _ranked(view.ties([bond.pair for bond in found.bonds[:edges]], which))[:edges]
    else:
        found = _around(view, side_of(named(view, name), scope), which, edges, fan_out if radius > 1 else 0)
        starts = {actor for actor, hop in found.hops.items() if hop == 0}
        pairs = [bond.pair for bond in _grown(starts, found.bonds, edges)]
        shown = _grown(starts, _ranked(view.ties(pairs, which)), edges)
    left_out = len(found.bonds) - len({tie.pair for tie in shown})
    cut = found.cut or left_out > 0 or len(shown) == edges
    return Network(nodes=_nodes(shown, found.hops), edges=tuple(map(_edge, shown)), left_out=left_out, truncated=cut)


def _ranked(links: Iterable[Link]) -> list[Link]:
    """The heaviest first."""
    return sorted(links, key=lambda link: (-link.events, link.pair))


def _around(view: View, of: ActorFilter, which: EventQuery, edges: int, fan_out: int) -> _Found:
    near = view.bonds(of, which, edges + 1)
    hops = {bond.actor: 0 for bond in near}
    weights = Counter[str]()
    for bond in near:
        if hops.setdefault(bond.other, 1):
            weights[bond.other] += bond.events
    followed = sorted(weights, key=lambda actor: (-weights[actor], actor))[:fan_out]
    far = view.bonds(ActorFilter(frozenset(followed)), which, edges + 1) if followed else ()
    for bond in far:
        hops.setdefault(bond.other, 2)
    told = Counter(bond.actor for bond in (*near, *far))
    cut = max(told.values(), default=0) > edges or 0 < len(followed) < len(weights)
    return _Found(_ranked({bond.pair: bond for bond in (*near, *far)}.values()), cut, hops)


def _grown(starts: Iterable[str], links: Sequence[Link], most: int) -> list[Link]:
    """Up to so many links, each the first in their order that is next to a start or to a link before it."""
    at: defaultdict[str, list[int]] = defaultdict(list)
    for place, link in enumerate(links):
        for end in link.pair:
            at[end].append(place)
    reached = set(starts)
    heap = sorted({place for start in reached for place in at[start]})
    taken: dict[int, None] = {}
    while heap and len(taken) < most:
        place = heappop(heap)
        if place in taken:
            continue
        taken[place] = None
        for end in set(links[place].pair) - reached:
            reached.add(end)
            for following in at[end]:
                heappush(heap, following)
    return [links[place] for place in taken]


def _nodes(ties: list[Tie], hops: dict[str, int]) -> tuple[Node, ...]:
    known: dict[str, ActorRef] = {}
    events = Counter[str]()
    for tie in ties:
        for side in (tie.source, tie.target):
            known[side.id] = side
            events[side.id] += tie.events
    ordered = sorted(known, key=lambda actor: (hops.get(actor, 0), -events[actor], actor))
    return tuple(
        Node(
            id=actor,
            name=known[actor].name,
            kind=known[actor].kind,
            country=known[actor].country,
            events=events[actor],
            hop=hops.get(actor),
        )
        for actor in ordered
    )


def _edge(tie: Tie) -> Edge:
    return Edge(
        source=tie.source.id,
        target=tie.target.id,
        action=tie.action,
        quad=code(tie.action, None).quad,
        events=tie.events,
        since=tie.since,
        until=tie.until,
    )
