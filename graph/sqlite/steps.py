"""From events along their links: ranges of the indexes that lead from a cause and from an effect."""

from __future__ import annotations

import sqlite3

from graph.model import Response
from graph.sqlite.rows import Shown, load_responses
from graph.sqlite.select import EVENT_SHOWS, ROW_SHOWS, Side
from graph.store import Direction, StepQuery

# (the near end's column in `link`, the far end's)
_ENDS = {Direction.EFFECTS: ("cause", "effect"), Direction.CAUSES: ("effect", "cause")}
_STEP = " ".join(
    (
        "SELECT l.cause, l.effect FROM link AS l",
        "CROSS JOIN event AS n ON n.id = l.{near} CROSS JOIN event AS f ON f.id = l.{far}",
        "WHERE l.{near} = :id AND",
        " AND ".join((ROW_SHOWS.replace("$", "l"), EVENT_SHOWS.replace("$", "n"))),
    )
)
_ORDER = "GROUP BY l.{far} ORDER BY f.day = '', f.day, l.{far} LIMIT :each"


def load_steps(connection: sqlite3.Connection, query: StepQuery, shown: Shown) -> tuple[Response, ...]:
    other = Side("f", query.other)
    if other.nothing:
        return ()
    near, far = _ENDS[query.direction]
    start, order = (text.replace("{near}", near).replace("{far}", far) for text in (_STEP, _ORDER))
    statement = " ".join((" AND ".join((start, *other.days, *other.conditions)), order))
    common = {**other.parameters, "as_of": shown.as_of, "each": query.each}
    pairs = [pair for event in query.events for pair in connection.execute(statement, {**common, "id": event})]
    return load_responses(connection, pairs, shown)
