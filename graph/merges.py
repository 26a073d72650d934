"""Two identifiers of one actor: a merge is somebody's judgement, for a reason, and can be undone.

A merged actor keeps what was told of it. Its events stand with the last actor of its chain, which answers to its
identifier and its names; each store notes which sides it so moved, and gives them back when the merge is undone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Literal

from pydantic import AwareDatetime

from graph.batch import Batch
from graph.errors import InputError, NotFoundError
from graph.model import ActorKind, ActorRef, DatePrecision, Event, EventLink, Value, event_id
from graph.rows import EventRow

Role = Literal["source", "target"]
ROLES: tuple[Role, ...] = ("source", "target")
Told = dict[tuple[str, Role], str]  # event and role -> the merged actor as which the side was told
Known = Callable[[set[str]], set[str]]  # which of these events a store holds


class Merge(Value):
    """`old` was merged into `into`, which may itself have been merged since."""

    old: ActorRef
    into: ActorRef
    by: str
    why: str
    at: AwareDatetime


@dataclass(frozen=True, slots=True)
class Ends:
    """Where identifiers of merged actors lead: the last actor of each one's chain."""

    last: Mapping[str, str] = field(default_factory=dict)

    def of(self, actor: str) -> str:
        return self.last.get(actor, actor)


@dataclass(frozen=True, slots=True)
class Settled:
    """A batch whose sides are not merged, and, by event and role, as which merged actor a side was told."""

    batch: Batch
    told: Told = field(default_factory=dict)


def require_apart(old: ActorRef | None, into: ActorRef | None, names: tuple[str, str], ends: Ends) -> bool:
    """Whether there is something to merge; False where both lead to one actor because of an earlier merge of `old`.

    `names` are the identifiers that were asked for. Raises NotFoundError for an unknown actor, InputError for a merge
    that makes no sense.
    """
    for name, actor in zip(names, (old, into), strict=True):
        if actor is None:
            raise NotFoundError(f"there is no actor {name!r}; look identifiers up with `casus show NAME`")
    if names[0] == names[1]:
        raise InputError(f"{names[0]} cannot be merged into itself")
    if old and old.kind is ActorKind.COUNTRY:
        raise InputError(f"{old.id} is a country, and countries are not merged: merge the other one into it")
    if names[0] in ends.last:
        if ends.of(names[0]) == ends.of(names[1]):
            return False
        raise InputError(f"{names[0]} is merged into {ends.of(names[0])}: undo that first, `casus actors unmerge`")
    if ends.of(names[1]) == names[0]:
        raise InputError(f"{names[1]} is merged into {names[0]}: undo that first, `casus actors unmerge`")
    return True


def settle(batch: Batch, ends: Ends, known: Known) -> Settled:
    """The batch with every side at the end of its chain.

    `ends` holds all that lead where the batch's actors do. An act keeps the identifier that it has without merges,
    unless the store or the batch tells it already, of an actor that is the same by now.
    """
    if not ends.last:
        return Settled(batch)
    alike = _alike(ends)
    same = {event.id: _identities(event, ends, alike) for event in batch.events}
    there = known(set().union(*same.values())) if same else set()
    firsts: dict[frozenset[str], str] = {}
    chosen: dict[str, str] = {}
    told: Told = {}
    for event in batch.events:
        if event.id not in chosen:
            held = event.id if event.id in there else min(same[event.id] & there, default=None)
            chosen[event.id] = held or firsts.setdefault(same[event.id], event.id)
        for role, side in _sides(event):
            if chosen[event.id] == event.id and ends.of(side.id) != side.id:
                told.setdefault((event.id, role), side.id)
    events = tuple(_moved(event, chosen[event.id], ends) for event in batch.events)
    return Settled(replace(batch, events=events, links=tuple(_links(batch, chosen))), told)


def settle_rows(rows: list[EventRow], ends: Ends) -> tuple[list[EventRow], Told]:
    """The rows with every side at the end of its chain, and as which merged actor a side was told.

    A data set's row has an identifier of its own, whoever its sides are.
    """
    told: Told = {}
    if not ends.last:
        return rows, told
    out = []
    for row in rows:
        if row.source and row.source in ends.last:
            told[row.id, "source"] = row.source
        if row.target and row.target in ends.last:
            told[row.id, "target"] = row.target
        source, target = (side and ends.of(side) for side in (row.source, row.target))
        out.append(row._replace(source=source, target=target))
    return out, told


def _links(batch: Batch, chosen: Mapping[str, str]) -> Iterator[EventLink]:
    """The links between the events as they are called now; an act does not lead to itself."""
    for link in batch.links:
        cause, effect = (chosen.get(end, end) for end in (link.cause, link.effect))
        if cause != effect:
            yield link.model_copy(update={"cause": cause, "effect": effect})


def _alike(ends: Ends) -> Mapping[str, set[str]]:
    """By the last actor: it, and whoever leads to it."""
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for old, last in ends.last.items():
        alike[last] |= {old, last}
    return alike


def _identities(event: Event, ends: Ends, alike: Mapping[str, set[str]]) -> frozenset[str]:
    """The identifiers under which the act may have been told. An act without a day is never told twice."""
    source, target = (side.id if side else None for side in (event.source, event.target))

    def identity(source: str | None, target: str | None) -> str:
        return event_id(event.action, event.modality, source, target, event.date, None)

    dated = event.date is not None and event.date_precision is DatePrecision.DAY
    if not dated or event.id != identity(source, target):
        return frozenset({event.id})
    ways = [alike.get(ends.of(side), {side}) if side else {None} for side in (source, target)]
    return frozenset(identity(*pair) for pair in product(*ways))


def _sides(event: Event) -> list[tuple[Role, ActorRef]]:
    sides: list[tuple[Role, ActorRef | None]] = [("source", event.source), ("target", event.target)]
    return [(role, side) for role, side in sides if side]


def _moved(event: Event, key: str, ends: Ends) -> Event:
    changes: dict[str, object] = {"id": key}
    for role, side in _sides(event):
        changes[role] = side.model_copy(update={"id": ends.of(side.id)})
    return event.model_copy(update=changes)
