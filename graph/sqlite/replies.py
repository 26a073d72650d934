"""What followed in the opposite direction of a dyad: ranges of the index that has both sides and the day."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date

from graph.sqlite.rows import Shown, load_events
from graph.sqlite.select import EVENT_SHOWS, ROW_SHOWS
from graph.store import ActorFilter, Opening, Reply, ReplyQuery

Parameters = dict[str, object]

_KEYS = "SELECT DISTINCT ifnull(country, id) FROM actor WHERE id IN (SELECT value FROM json_each(?))"
# Such an event counts: in the words of the index, and it shows.
_ACT = """
e.source IS NOT NULL AND e.target IS NOT NULL
AND e.modality = 'occurred' AND e.day_precision = 'day' AND e.day_end IS NULL AND {shows}
""".replace("{shows}", EVENT_SHOWS.replace("$", "e"))
_COUNT = "SELECT count(*) FROM event AS e INDEXED BY event_dyad WHERE"
_DAY = "SELECT e.day FROM event AS e INDEXED BY event_dyad WHERE"
_ID = "SELECT e.id FROM event AS e INDEXED BY event_dyad WHERE"
_ENDS = ("ORDER BY e.day LIMIT 1", "ORDER BY e.day DESC LIMIT 1")
_ACTIONS = """
AND e.action IN (SELECT value FROM json_each(:actions))
AND (:modes IS NULL OR e.mode IN (SELECT value FROM json_each(:modes)))
"""
_ONE_OF = " IN (SELECT value FROM json_each(:"
_IN_TIME = """
AND e.day BETWEEN :day AND :until AND NOT EXISTS (
    SELECT 1 FROM link AS l
    WHERE ((l.cause = :opening AND l.effect = e.id) OR (l.cause = e.id AND l.effect = :opening)) AND {shows}
)
ORDER BY e.day, e.id LIMIT :each
""".replace("{shows}", ROW_SHOWS.replace("$", "l"))


@dataclass(frozen=True, slots=True)
class _Side:
    """An actor filter, and the keys under which the index has its actors (and others of their countries)."""

    keys: tuple[str, ...]
    wanted: ActorFilter

    def holds(self, role: str, name: str) -> str:
        """A condition on the actor in that role. Parameters begin with `name`."""
        key = f"ifnull(e.{role}_country, e.{role})"
        indexed = f"{key} = :{name}_key" if len(self.keys) == 1 else key + _ONE_OF + name + "_key))"
        ids, countries = f"e.{role}" + _ONE_OF + name + "_ids))", f"e.{role}_country" + _ONE_OF + name + "_countries))"
        ways = [ids] if not self.wanted.roll_up else [countries, ids] if self.wanted.ids else [countries]
        return " ".join((indexed, "AND (", " OR ".join(ways), ")"))

    def parameters(self, name: str) -> Parameters:
        return {
            f"{name}_key": self.keys[0] if len(self.keys) == 1 else json.dumps(self.keys),
            f"{name}_ids": json.dumps(sorted(self.wanted.ids)),
            f"{name}_countries": json.dumps(sorted(self.wanted.roll_up)),
        }


class _Dyad:
    """How often `by` acts against `against`; `back` is a condition on such an act."""

    def __init__(self, connection: sqlite3.Connection, opening: Opening, common: Parameters) -> None:
        by, against = (_side(connection, wanted) for wanted in (opening.by, opening.against))
        self.parameters = {**common, **by.parameters("by"), **against.parameters("against")}
        self.back = " AND ".join((by.holds("source", "by"), against.holds("target", "against"), _ACT))
        there = " AND ".join((against.holds("source", "against"), by.holds("target", "by"), _ACT))
        counted = connection.execute(" ".join((_COUNT, self.back, _ACTIONS)), self.parameters)
        self.acts: int = counted.fetchone()[0]
        ends = [" ".join((_DAY, way, order)) for way in (self.back, there) for order in _ENDS]
        days = [row[0] for end in ends for row in connection.execute(end, self.parameters)]
        self.first, self.last = (date.fromisoformat(end(days)) if days else date.min for end in (min, max))


def load_replies(connection: sqlite3.Connection, query: ReplyQuery, shown: Shown) -> tuple[Reply, ...]:
    common: Parameters = {
        "as_of": shown.as_of,
        "actions": json.dumps(sorted(query.actions)),
        "modes": json.dumps(sorted(query.modes)) if query.modes else None,
        "each": query.each,
    }
    dyads: dict[tuple[ActorFilter, ActorFilter], _Dyad] = {}
    found: list[tuple[Opening, str, _Dyad]] = []
    for opening in query.openings:
        sides = opening.by, opening.against
        dyad = dyads.get(sides) or dyads.setdefault(sides, _Dyad(connection, opening, common))
        window = {"opening": opening.event, "day": opening.day.isoformat(), "until": query.until(opening).isoformat()}
        rows = connection.execute(" ".join((_ID, dyad.back, _ACTIONS, _IN_TIME)), {**dyad.parameters, **window})
        found += [(opening, row[0], dyad) for row in rows]
    events = load_events(connection, (number for _, number, _ in found), shown)
    return tuple(
        Reply(opening.event, events[number], dyad.acts, dyad.first, dyad.last) for opening, number, dyad in found
    )


def _side(connection: sqlite3.Connection, wanted: ActorFilter) -> _Side:
    keys = {row[0] for row in connection.execute(_KEYS, [json.dumps(sorted(wanted.ids))])}
    return _Side(tuple(sorted(keys | wanted.roll_up)), wanted)
