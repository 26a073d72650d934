"""An actor at a glance: what it did and what was done to it, with whom, and where its names were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from graph.model import Action, Actor, Day, Modality
from graph.neighbours import Neighbour, heaviest
from graph.profiles import Alias, Kind
from graph.questions import ALL, Scope, named, narrow, only, side_of
from graph.store import View

COUNTERPARTS = 10
SENTENCES = 1000


class Profile(Actor):
    """An actor with its acts counted, those that name nobody else too.

    `outward`: how often it acted, `inward`: how often it was acted upon, by action, the most frequent first; `since`
    and `until`: first and last known day of these acts. `statuses` counts acts of every status. `read`: where each
    alias was read. `truncated`: there are more counterparts, or sentences that may hold an alias without a reading.
    """

    events: int
    outward: dict[Action, int]
    inward: dict[Action, int]
    statuses: dict[Modality, int]
    since: Day | None
    until: Day | None
    counterparts: tuple[Neighbour, ...]
    read: tuple[Alias, ...]
    truncated: bool


def profile(view: View, key: str, scope: Scope = ALL, sentences: int = SENTENCES) -> Profile:
    """The actor with this identifier, else the only one so named, with the `scope.limit` heaviest counterparts.

    `sentences`: how many are looked at, for all aliases together (one each at least). Raises NotFoundError, QueryError.
    """
    actor = view.actor(key) or only(key, named(view, key))
    of, which = side_of((actor,), scope), narrow(replace(scope, after=None))
    every = view.kinds(of, replace(which, modalities=frozenset(Modality)))
    kinds = [kind for kind in every if kind.modality in which.modalities]
    others = heaviest(view, of, scope)
    each = max(1, sentences // max(1, len(actor.aliases)))
    read = view.readings(actor.id, actor.aliases, each)
    days = [day for kind in kinds for day in (kind.first, kind.last) if day]
    statuses = Counter[Modality]()
    for kind in every:
        statuses[kind.modality] += kind.events
    return Profile(
        **dict(actor),
        events=sum(kind.events for kind in kinds),
        outward=_ranked(kind for kind in kinds if kind.outward),
        inward=_ranked(kind for kind in kinds if not kind.outward),
        statuses={status: statuses[status] for status in Modality if statuses[status]},
        since=min(days, default=None),
        until=max(days, default=None),
        counterparts=others.items,
        read=read,
        truncated=others.truncated or any(alias.truncated for alias in read),
    )


def _ranked(kinds: Iterable[Kind]) -> dict[Action, int]:
    counts = Counter[Action]()
    for kind in kinds:
        counts[kind.action] += kind.events
    return dict(sorted(counts.items(), key=lambda counted: (-counted[1], counted[0])))
