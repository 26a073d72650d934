"""The relationship questions, asked by command and endpoint alike: who met whom, and which act led to which.

Actors are asked for by name or identifier. A name stands for every actor that bears it; a country's name also for
its persons and bodies, unless `roll_up` is `none` (graph/rollup.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from graph.errors import NotFoundError, QueryError
from graph.model import Action, Actor, ActorKind, Article, Event, Modality, Response
from graph.ontology import FIXED_MODALITY
from graph.ontology import modes as modes_of
from graph.pairings import Pairing
from graph.rollup import RollUp
from graph.store import ActorFilter, Cursor, EventQuery, Page, ResponseQuery, View
from graph.text import fold

Item = TypeVar("Item")
SUGGESTIONS = 5
COUNTED = 5000


@dataclass(frozen=True, slots=True)
class Scope:
    """What narrows every question, as `EventQuery` says; `place` and `source` (a data set or publisher) are names.

    `count`: how many events may be looked at to tell a page's `total`.

    Without `modalities` only what has happened counts, and, of an action that is a threat, a demand or an agreement
    by its nature, the status that it always has.
    """

    since: date | None = None
    until: date | None = None
    actions: frozenset[Action] = frozenset()
    modes: frozenset[str] = frozenset()
    place: str | None = None
    country: str | None = None
    source: str | None = None
    min_reports: int | None = None
    modalities: frozenset[Modality] | None = None
    min_confidence: float | None = None
    roll_up: RollUp | None = None
    limit: int = 100
    after: Cursor | None = None
    count: int = 0


ALL = Scope()


@dataclass(frozen=True, slots=True)
class EventCard:
    """`truncated`: there are more causes or effects than these."""

    event: Event
    causes: tuple[Response, ...]
    effects: tuple[Response, ...]
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class ActorCard:
    actor: Actor
    events: Page[Event]


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """`truncated`: the article reports more events than these."""

    article: Article
    events: tuple[Event, ...]
    truncated: bool = False


def meetings(view: View, actor: str | None = None, with_: str | None = None, scope: Scope = ALL) -> Page[Event]:
    """Who met whom: CONSULT events that name both sides. Raises QueryError, NotFoundError."""
    return events(view, actor, with_, both_sides=True, scope=replace(scope, actions=frozenset({Action.CONSULT})))


def met(
    view: View, actor: str | None = None, with_: str | None = None, scope: Scope = ALL
) -> tuple[tuple[Pairing, ...], bool]:
    """Who met whom, by pairs: the `scope.limit` that met most often, and whether there are more.

    A pair is of two actors, however they were asked for, or of what these count for (`RollUp`). Raises
    QueryError, NotFoundError.
    """
    query = replace(
        narrow(replace(scope, actions=frozenset({Action.CONSULT}), after=None, limit=scope.limit + 1)),
        actor=side(view, actor, scope),
        counterpart=side(view, with_, scope),
    )
    found = view.pairings(query, by_country=scope.roll_up is RollUp.COUNTRY)
    return found[: scope.limit], len(found) > scope.limit


def events(
    view: View,
    actor: str | None = None,
    with_: str | None = None,
    *,
    by: str | None = None,
    against: str | None = None,
    both_sides: bool = False,
    scope: Scope = ALL,
) -> Page[Event]:
    """Events by their actors, latest day first: `actor` on either side, `with_` on the other, who acted, against whom.

    Raises QueryError, NotFoundError.
    """
    query = replace(
        narrow(scope),
        actor=side(view, actor, scope),
        counterpart=side(view, with_, scope),
        source=side(view, by, scope),
        target=side(view, against, scope),
        both_sides=both_sides,
    )
    return _counted(view.events(query), scope, lambda most: view.count_events(query, most))


def responses(
    view: View,
    to: Action | None = None,
    by: str | None = None,
    against: str | None = None,
    scope: Scope = ALL,
) -> Page[Response]:
    """Which act led to which: `to` is the cause's action; `by` and `against` are the effect's sides.

    The scope narrows the effect. The cause has happened, or has one of the statuses that were asked for. Raises
    QueryError, NotFoundError.
    """
    effect = replace(narrow(scope), source=side(view, by, scope), target=side(view, against, scope))
    status = None if scope.modalities is None else scope.modalities | {Modality.OCCURRED}
    cause = EventQuery(actions=_one(to), modalities=_modalities(status, _one(to)))
    query = ResponseQuery(cause, effect, limit=effect.limit, after=effect.after)
    return _counted(view.responses(query), scope, lambda most: view.count_responses(query, most))


def _counted(page: Page[Item], scope: Scope, count: Callable[[int], int | None]) -> Page[Item]:
    """The page with its total, which an only page is by itself."""
    if page.next is None and scope.after is None:
        return replace(page, total=len(page.items))
    return replace(page, total=count(scope.count)) if scope.count else page


def show(view: View, key: str, limit: int = 100) -> EventCard | ArticleCard | ActorCard:
    """The event, article or actor whose identifier `key` is, else the one actor so named; lists hold up to `limit`.

    Raises NotFoundError, or QueryError when several actors bear the name.
    """
    if event := view.event(key):
        causes, effects = view.causes(key, limit + 1), view.effects(key, limit + 1)
        return EventCard(event, causes[:limit], effects[:limit], max(len(causes), len(effects)) > limit)
    if article := view.article(key):
        events = view.article_events(key, limit + 1)
        return ArticleCard(article, events[:limit], len(events) > limit)
    actor = view.actor(key) or only(key, named(view, key))
    every = EventQuery(actor=ActorFilter(frozenset({actor.id})), modalities=frozenset(Modality), limit=limit)
    return ActorCard(actor, view.events(every))


def named(view: View, name: str) -> tuple[Actor, ...]:
    """Every actor so named. Raises NotFoundError with the nearest names."""
    if found := view.named(name):
        return found
    near = ", ".join(_near(view, name))
    advice = f"did you mean {near}?" if near else "look names up with `casus show NAME` or GET /v1/actors?q="
    raise NotFoundError(f"nothing is called {name!r} in this store; {advice}")


def identified(view: View, key: str) -> str:
    """`key`, an actor's identifier, or that of the only one so named. Raises NotFoundError, QueryError."""
    return key if view.actor(key) else only(key, named(view, key)).id


def only(key: str, found: tuple[Actor, ...]) -> Actor:
    """The one actor that was found. Raises QueryError where there are several."""
    if len(found) > 1:
        listed = ", ".join(f"{actor.id} ({actor.name}, {actor.kind})" for actor in found[:SUGGESTIONS])
        raise QueryError(f"{len(found)} actors are called {key!r}; ask by identifier: {listed}")
    return found[0]


def _near(view: View, name: str) -> list[str]:
    """Names that start as `name` does, the longest common beginning first."""
    folded = fold(name)
    lengths = dict.fromkeys((len(folded), len(folded) - 1, len(folded) * 2 // 3, len(folded) // 2, 3))
    near: dict[str, None] = {}
    for length in sorted((n for n in lengths if 3 <= n <= len(folded)), reverse=True):
        near.update(dict.fromkeys(actor.name for actor in view.actors(folded[:length].strip(), SUGGESTIONS)))
    return list(near)[:SUGGESTIONS]


def side(view: View, name: str | None, scope: Scope) -> ActorFilter | None:
    """Whom a name stands for; None for no name. Raises NotFoundError."""
    return None if name is None else side_of(named(view, name), scope)


def side_of(found: Iterable[Actor], scope: Scope) -> ActorFilter:
    """These actors, and where one is a country, its persons and bodies, unless roll-up is `none`."""
    found = tuple(found)
    states = frozenset(actor.id for actor in found if actor.kind is ActorKind.COUNTRY)
    return ActorFilter(frozenset(actor.id for actor in found), frozenset() if scope.roll_up is RollUp.NONE else states)


def no_groups(scope: Scope, what: str) -> None:
    """Raises QueryError where actors should count for their countries, in an answer where they do not."""
    if scope.roll_up is RollUp.COUNTRY:
        raise QueryError(f"roll_up=country is not for {what}: they tell actors one by one; leave it out, or give none")


def narrow(scope: Scope) -> EventQuery:
    """What a scope asks of events. Raises QueryError."""
    check_modes(scope.actions, scope.modes)
    return EventQuery(
        actions=scope.actions,
        modes=scope.modes,
        modalities=_modalities(scope.modalities, scope.actions),
        since=scope.since,
        until=scope.until,
        place=_folded("place", scope.place),
        country=scope.country,
        told_by=_folded("source", scope.source),
        min_reports=scope.min_reports,
        min_confidence=scope.min_confidence,
        limit=scope.limit,
        after=scope.after,
    )


def _folded(what: str, name: str | None) -> str | None:
    folded = fold(name) if name is not None else None
    if folded == "":
        raise QueryError(f"{what} {name!r} has no letter in it; give a name")
    return folded


def check_modes(actions: frozenset[Action], modes: frozenset[str]) -> None:
    """Raises QueryError where a mode is of none of these actions (none: of no action at all)."""
    known = frozenset[str]().union(*(modes_of(action) for action in actions or Action))
    if unknown := sorted(modes - known):
        of = ", ".join(sorted(actions)) or "any action"
        listed = ", ".join(sorted(known)) or "none"
        raise QueryError(f"{unknown[0]!r} is no mode of {of}; the modes are {listed}")


def _modalities(asked: frozenset[Modality] | None, actions: frozenset[Action]) -> frozenset[Modality]:
    if asked is not None:
        return asked
    return frozenset({Modality.OCCURRED} | {FIXED_MODALITY[action] for action in actions & FIXED_MODALITY.keys()})


def _one(action: Action | None) -> frozenset[Action]:
    return frozenset({action} if action else ())
