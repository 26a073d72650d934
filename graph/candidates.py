"""Pairs that days and sides alone suggest: an attack, and a hostile act the other way soon after.

For data that has no texts. A candidate is never stored and never among the responses, which rest on words.

A dyad's sides are taken at the level asked. A side that is named is every actor that the name stands for. Another one
is the actor's country with its persons and bodies, or the actor alone where it has no country or `roll_up` is `none`.
Acts within one side have no opposite direction and are left out.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from graph.errors import QueryError
from graph.model import Action, ActorRef, DatePrecision, Event, Share, Value
from graph.ontology import code
from graph.questions import ALL, Scope, check_modes, narrow, side
from graph.rollup import RollUp
from graph.store import ActorFilter, Cursor, Opening, Reply, ReplyQuery, View

WITHIN, MOST_DAYS = 14, 3650
EFFECTS = 3  # of each cause, the first ones
LOOKED_AT = 500
_AT_ONCE = 50  # causes that are looked at together, where the first ones may fill the answer
HOSTILE = frozenset(action for action in Action if code(action, None).quad >= 3)
MATERIAL = frozenset(action for action in Action if code(action, None).quad == 4)


class Order(StrEnum):
    """Latest cause first; or least chance first, among the causes that were looked at."""

    LATEST = "latest"
    CHANCE = "chance"


class Candidate(Value):
    """A pair that no text joins. `chance` = 1 - exp(-acts / days * (lag_days + 1)); small is unusual.

    `acts`: such acts of the effect's side against the cause's, in all; `days`: from the first to the last act between
    the two, in either direction, both days counted. `order_known` is false on the same day.
    """

    candidate: Literal[True] = True
    cause: Event
    effect: Event
    lag_days: Annotated[int, Field(ge=0)]
    order_known: bool
    chance: Share
    acts: Annotated[int, Field(ge=1)]
    days: Annotated[int, Field(ge=1)]


@dataclass(frozen=True, slots=True)
class Candidates:
    """`causes`: how many were looked at. `truncated`: there are more candidates, or causes that were not looked at.

    `next` is where the causes go on, in the latest order.
    """

    items: tuple[Candidate, ...]
    method: str
    causes: int
    truncated: bool
    next: Cursor | None = None


def candidates(
    view: View,
    to: Action | None = None,
    by: str | None = None,
    against: str | None = None,
    scope: Scope = ALL,
    *,
    within: int = WITHIN,
    order: Order = Order.LATEST,
    causes: int = LOOKED_AT,
) -> Candidates:
    """What may have been answered: `to` (ASSAULT) is the cause's action; `by` and `against` are the effect's sides.

    The scope's actions and modes narrow the effect, all else in it the cause, which has happened. An effect is one of
    MATERIAL, has occurred on the cause's day
    or up to `within` days later, and is one of the first EFFECTS (or `scope.limit`, where that is less) of its cause.
    At most `causes` causes are looked at. Raises QueryError, NotFoundError.
    """
    search = _Search(
        view,
        (side(view, by, scope), side(view, against, scope)),
        ReplyQuery((), _material(scope.actions), _days(within), min(EFFECTS, scope.limit), scope.modes),
        scope.roll_up is not RollUp.NONE,
    )
    check_modes(search.query.actions, scope.modes)
    causing = narrow(replace(scope, actions=frozenset({_hostile(to)}), modes=frozenset()))
    query = replace(causing, target=search.named[0], source=search.named[1], both_sides=True)
    words = _method(query.actions, search.query)
    if order is Order.CHANCE:
        if scope.after:
            raise QueryError("only the latest order has pages; ask for more with limit, or for fewer causes")
        page = view.events(replace(query, limit=causes))
        found = [item for items in search.look(page.items) for item in items]
        found.sort(key=lambda item: item.chance)
        more = page.truncated or len(found) > scope.limit
        return Candidates(tuple(found[: scope.limit]), words, len(page.items), more)

    items: list[Candidate] = []
    looked, start = 0, query.after
    while True:
        page = view.events(replace(query, limit=min(causes - looked, max(scope.limit, _AT_ONCE)), after=start))
        for cause, told in zip(page.items, search.look(page.items), strict=True):
            if len(items) + len(told) > scope.limit:
                return Candidates(tuple(items), words, looked, truncated=True, next=start)
            items += told
            looked, start = looked + 1, Cursor(cause.date, cause.id)
        if page.next is None or looked >= causes or len(items) >= scope.limit:
            return Candidates(tuple(items), words, looked, page.truncated, page.next)


@dataclass(frozen=True, slots=True)
class _Search:
    """`named`: who may answer and against whom, where names were given."""

    view: View
    named: tuple[ActorFilter | None, ActorFilter | None]
    query: ReplyQuery
    roll_up: bool

    def look(self, causes: Sequence[Event]) -> list[list[Candidate]]:
        """The candidates of each cause."""
        openings = tuple(self._openings(causes))
        found: defaultdict[str, list[Reply]] = defaultdict(list)
        for reply in self.view.replies(replace(self.query, openings=openings)):
            found[reply.opening].append(reply)
        return [[_candidate(cause, reply) for reply in found[cause.id]] for cause in causes]

    def _openings(self, causes: Iterable[Event]) -> Iterator[Opening]:
        for cause in causes:
            if cause.date_precision is DatePrecision.DAY and cause.date and not cause.date_end:
                by, against = self._side(0, cause.target), self._side(1, cause.source)
                if not (_holds(by, cause.source) or _holds(against, cause.target)):
                    yield Opening(cause.id, cause.date, by, against)

    def _side(self, place: int, actor: ActorRef | None) -> ActorFilter:
        if named := self.named[place]:
            return named
        if self.roll_up and actor and actor.country:
            return ActorFilter(frozenset(), frozenset({actor.country}))
        return ActorFilter(frozenset({actor.id} if actor else ()))


def _holds(wanted: ActorFilter, actor: ActorRef | None) -> bool:
    return actor is not None and (actor.id in wanted.ids or actor.country in wanted.roll_up)


def _candidate(cause: Event, reply: Reply) -> Candidate:
    if cause.date is None or reply.event.date is None:
        raise ValueError(f"{cause.id} or {reply.event.id} has no day")
    lag, days = (reply.event.date - cause.date).days, (reply.last - reply.first).days + 1
    return Candidate(
        cause=cause,
        effect=reply.event,
        lag_days=lag,
        order_known=lag > 0,
        chance=-math.expm1(-reply.acts / days * (lag + 1)),
        acts=reply.acts,
        days=days,
    )


def _hostile(action: Action | None) -> Action:
    if action is not None and action not in HOSTILE:
        raise QueryError(f"{action} is not hostile; candidates are answers to {', '.join(sorted(HOSTILE))}")
    return action or Action.ASSAULT


def _material(actions: frozenset[Action]) -> frozenset[Action]:
    if others := sorted(actions - MATERIAL):
        raise QueryError(f"{others[0]} is no act of material conflict; candidates are {', '.join(sorted(MATERIAL))}")
    return actions or MATERIAL


def _days(within: int) -> int:
    if not 0 <= within <= MOST_DAYS:
        raise QueryError(f"within is {within} days; give 0 to {MOST_DAYS}")
    return within


def _method(causes: Iterable[Action], query: ReplyQuery) -> str:
    modes = f" ({', '.join(sorted(query.modes))})" if query.modes else ""
    return (
        "Candidates, found by days and sides alone: no text says that the one act led to the other. "
        f"Cause: {', '.join(causes)}. Effect: {', '.join(sorted(query.actions))}{modes} by the other side of the dyad "
        f"against the cause's, on the same day (which was first is not known) or up to {query.within} days later; "
        f"of each cause the first {query.each} that no text joins to it. "
        "chance = 1 - exp(-acts / days * (lag_days + 1)): how likely at least one such act falls within the lag, if "
        "they came at random as often as in all the days between the dyad's first and last act in this store."
    )
