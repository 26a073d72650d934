"""What came of an act, step by step, and what it came of: links followed from an event, or from an actor's events."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from graph.errors import NotFoundError, QueryError
from graph.model import Event, Link, Modality, Response, Value
from graph.questions import ALL, Scope, narrow, side
from graph.store import ActorFilter, Direction, EventQuery, ResponseQuery, StepQuery, View

DEPTH, BREADTH = 3, 10


class Branch(Value):
    """An event of a chain, the words that link it with the event above it, and the events that it goes on to.

    `truncated`: it goes on to more events than these. `again`: it goes on where it stands for the first time.
    """

    event: Event
    link: Link | None = None
    branches: tuple[Branch, ...] = ()
    truncated: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class Chains:
    """`truncated`: something is left out, here or in a branch."""

    items: tuple[Branch, ...]
    truncated: bool


@dataclass(slots=True)
class _Node:
    event: Event
    link: Link | None = None
    nodes: list[_Node] = field(default_factory=list)
    truncated: bool = False
    again: bool = False

    def branch(self) -> Branch:
        below = tuple(node.branch() for node in self.nodes)
        return Branch(event=self.event, link=self.link, branches=below, truncated=self.truncated, again=self.again)


def chains(
    view: View,
    event: str | None = None,
    actor: str | None = None,
    direction: Direction = Direction.EFFECTS,
    scope: Scope = ALL,
    *,
    depth: int = DEPTH,
    breadth: int = BREADTH,
) -> Chains:
    """What an event, or each linked event of an actor, led to or came of, up to `depth` steps away.

    The scope narrows every event that is reached. Where a chain starts at an actor's events, these have
    happened or have a status that was asked for; they are the `breadth` that the latest `scope.limit` links start from.
    Of each event the first `breadth` branches are shown, earliest first; of the answer the first `scope.limit` events,
    counted step by step. Raises QueryError, NotFoundError.
    """
    if (event is None) == (actor is None):
        raise QueryError("give an event or an actor to start from, one of the two")
    reached = narrow(replace(scope, after=None))
    more = False
    if event is not None:
        starts = [_Node(_known(view, event))]
    else:
        links = _links(direction, reached, side(view, actor, scope), scope.modalities)
        found, more = _starts(view, links, direction, min(breadth, scope.limit))
        starts = [_Node(near) for near in found]
    more = _grow(view, starts, StepQuery((), direction, reached, breadth), depth, scope.limit) or more
    return Chains(tuple(node.branch() for node in starts), more)


def _known(view: View, event_id: str) -> Event:
    if known := view.event(event_id):
        return known
    raise NotFoundError(f"there is no event {event_id!r}; list events with /v1/events")


def _links(
    direction: Direction, reached: EventQuery, actor: ActorFilter | None, status: frozenset[Modality] | None
) -> ResponseQuery:
    start = EventQuery(actor=actor, modalities=(status or frozenset()) | {Modality.OCCURRED})
    cause, effect = (start, reached) if direction is Direction.EFFECTS else (reached, start)
    return ResponseQuery(cause, effect, limit=reached.limit)


def _starts(view: View, links: ResponseQuery, direction: Direction, most: int) -> tuple[list[Event], bool]:
    """The first `most` events that these links start from; whether there are more of either. Reads no link in vain."""
    found: dict[str, Event] = {}
    left = links.limit
    while True:
        page = view.responses(replace(links, limit=min(most + 1, left)))
        for pair in page.items:
            near = _ends(pair, direction)[0]
            found.setdefault(near.id, near)
        left -= len(page.items)
        if len(found) > most or page.next is None or not left:
            return list(found.values())[:most], page.truncated or len(found) > most
        links = replace(links, after=page.next)


def _ends(pair: Response, direction: Direction) -> tuple[Event, Event]:
    """The event that the direction leads from, and the one that it leads to."""
    return (pair.cause, pair.effect) if direction is Direction.EFFECTS else (pair.effect, pair.cause)


def _grow(view: View, starts: list[_Node], query: StepQuery, depth: int, limit: int) -> bool:
    """Give the nodes their branches, up to `limit` nodes in all; whether something is left out."""
    seen = {node.event.id for node in starts}
    room, cut, level = limit - len(starts), False, starts
    for step in range(depth + 1):
        most = query.each if step < depth else 0
        found: defaultdict[str, list[Response]] = defaultdict(list)
        ids = tuple(node.event.id for node in level)
        for pair in view.steps(replace(query, events=ids, each=min(most, room) + 1)):
            found[_ends(pair, query.direction)[0].id].append(pair)
        following = []
        for node in level:
            pairs = found[node.event.id]
            for pair in pairs[: min(most, room)]:
                far = _ends(pair, query.direction)[1]
                node.nodes.append(_Node(far, pair.link, again=far.id in seen))
                seen.add(far.id)
            room -= len(node.nodes)
            following += [below for below in node.nodes if not below.again]
            node.truncated = len(pairs) > len(node.nodes)
            cut = cut or node.truncated
        level = following
        if not level:
            break
    return cut
