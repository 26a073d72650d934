"""What followed in the opposite direction of a dyad: each dyad's acts are asked for once, whatever its openings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice, takewhile

from neo4j import Record

from graph.model import Event
from graph.neo4j import records
from graph.neo4j.filters import actors
from graph.store import ActorFilter, Opening, Reply, ReplyQuery

Sides = tuple[ActorFilter, ActorFilter]


@dataclass(frozen=True, slots=True)
class _Dyad:
    """`told`: (day, identifier) of the acts that any opening may ask for, in order."""

    first: date
    last: date
    acts: int
    told: list[tuple[str, str]]


class Found:
    """The replies by identifier, from the rows of `dyads` and `linked`."""

    def __init__(self, query: ReplyQuery, rows: Iterable[Record], linked: Iterable[Record]) -> None:
        sides = list(_grouped(query))
        known = {sides[row["place"]]: _dyad(row) for row in rows}
        joined = {(row["id"], row["other"]) for row in linked}
        self._found = [
            (opening, number, dyad)
            for opening in query.openings
            if (dyad := known.get((opening.by, opening.against)))
            for number in _chosen(query, opening, dyad, joined)
        ]
        self.ids = [number for _, number, _ in self._found]

    def replies(self, events: Mapping[str, Event]) -> tuple[Reply, ...]:
        return tuple(
            Reply(opening.event, events[number], dyad.acts, dyad.first, dyad.last)
            for opening, number, dyad in self._found
            if number in events
        )


def dyads(query: ReplyQuery) -> list[dict[str, object]]:
    """The `$dyads` of the question: each dyad once, with the days in which its openings may have been answered."""
    return [
        {
            "by": actors(by),
            "against": actors(against),
            "since": min(opening.day for opening in openings).isoformat(),
            "until": max(query.until(opening) for opening in openings).isoformat(),
        }
        for (by, against), openings in _grouped(query).items()
    ]


def _grouped(query: ReplyQuery) -> dict[Sides, list[Opening]]:
    grouped: dict[Sides, list[Opening]] = {}
    for opening in query.openings:
        grouped.setdefault((opening.by, opening.against), []).append(opening)
    return grouped


def _dyad(row: Record) -> _Dyad:
    first, last = (records.day(row[name]) or date.min for name in ("first", "last"))
    return _Dyad(first, last, row["acts"], sorted((day, number) for day, number in row["told"]))


def _chosen(query: ReplyQuery, opening: Opening, dyad: _Dyad, joined: set[tuple[str, str]]) -> Iterator[str]:
    start = bisect_left(dyad.told, (opening.day.isoformat(), ""))
    within = takewhile(lambda act: act[0] <= query.until(opening).isoformat(), islice(dyad.told, start, None))
    free = (number for _, number in within if (opening.event, number) not in joined)
    return islice(free, query.each)
