"""Whom an actor has to do with: others by how often, in which direction and by which acts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from graph.model import Action, ActorRef, Day, Value
from graph.questions import ALL, Scope, named, narrow, side_of
from graph.rollup import RollUp
from graph.store import ActorFilter, View, Weight, WeightQuery


class Neighbour(Value):
    """`outward`: how often it was acted upon, `inward`: how often it acted; by action, the most frequent first.

    `since` and `until` are the first and last known day.
    """

    actor: ActorRef
    events: int
    outward: dict[Action, int]
    inward: dict[Action, int]
    since: Day | None
    until: Day | None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`truncated`: there are more."""

    items: tuple[Neighbour, ...]
    truncated: bool


def neighbours(view: View, name: str, scope: Scope = ALL) -> Neighbours:
    """The `scope.limit` others with the most acts first, then by identifier. Raises QueryError, NotFoundError."""
    return heaviest(view, side_of(named(view, name), scope), scope)


def heaviest(view: View, of: ActorFilter, scope: Scope) -> Neighbours:
    """The `scope.limit` others with the most acts of these actors. Raises QueryError."""
    which = narrow(replace(scope, after=None))
    by_country = scope.roll_up is RollUp.COUNTRY
    found: defaultdict[ActorRef, list[Weight]] = defaultdict(list)
    for weight in view.weights(WeightQuery(of, which, scope.limit + 1, by_country)):
        found[weight.actor].append(weight)
    items = sorted(
        (_neighbour(actor, told) for actor, told in found.items()), key=lambda one: (-one.events, one.actor.id)
    )
    return Neighbours(tuple(items[: scope.limit]), len(items) > scope.limit)


def _neighbour(actor: ActorRef, told: list[Weight]) -> Neighbour:
    outward, inward = (_ranked(told, way) for way in (True, False))
    days = [day for weight in told for day in (weight.first, weight.last) if day]
    return Neighbour(
        actor=actor,
        events=sum(weight.events for weight in told),
        outward=outward,
        inward=inward,
        since=min(days, default=None),
        until=max(days, default=None),
    )


def _ranked(told: list[Weight], outward: bool) -> dict[Action, int]:
    mine = [weight for weight in told if weight.outward is outward]
    return {weight.action: weight.events for weight in sorted(mine, key=lambda each: (-each.events, each.action))}
