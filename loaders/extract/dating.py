"""Dates and places that a document gives an event elsewhere than in the sentence that tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.model import Action, Modality
from loaders.extract.dates import When
from loaders.extract.telling import Telling


def dated(tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings, undated ones with the date that the rest of the document gives them.

    An undated telling takes the one date of the same act in the document, else, if it is a meeting, the date of the one
    visit by one side to the other side's country; then it happened where the visit was, as far as nothing else is said.
    Where there are several dates it stays undated.
    """
    same: dict[tuple[str, ...], set[When]] = {}
    for telling in tellings:
        if telling.when is not None:
            same.setdefault(_act(telling), set()).add(telling.when)
    first = [replace(t, when=t.when or _only(same.get(_act(t), ()))) for t in tellings]
    visits = [t for t in first if _met(t) and t.mode == "visit" and t.when and t.source]
    return [_visiting(t, [v for v in visits if _during(t, v)]) for t in first]


def _visiting(telling: Telling, visits: Sequence[Telling]) -> Telling:
    when = _only(visit.when for visit in visits)
    if when is None or telling.when not in (None, when):
        return telling
    place = next((visit.place for visit in visits if visit.place), None)
    return replace(telling, when=when, place=telling.place or place)


def _only(dates: Iterable[When | None]) -> When | None:
    distinct = set(dates)
    return distinct.pop() if len(distinct) == 1 else None


def _act(telling: Telling) -> tuple[str, ...]:
    sides = [side.actor.id if side else "" for side in (telling.source, telling.target)]
    if telling.action is Action.CONSULT:
        sides.sort()
    return (telling.action, telling.modality, *sides)


def _met(telling: Telling) -> bool:
    return telling.action is Action.CONSULT and telling.modality is Modality.OCCURRED


def _during(meeting: Telling, visit: Telling) -> bool:
    """Whether the visitor meets somebody of the country that he visits."""
    if not _met(meeting) or meeting.mode == "phone" or visit.source is None:
        return False
    visitor = visit.source.actor
    sides = [side.actor for side in (meeting.source, meeting.target) if side]
    hosts = {side.country for side in sides if side.id != visitor.id} - {None}
    where = {visit.place.place.country if visit.place else None, visit.target.actor.country if visit.target else None}
    return visitor.id in {side.id for side in sides} and bool(hosts & where)
