"""A question as SQL: fragments chosen by the question, every value a parameter.

In a fragment `$` stands for the alias of an event: `e`, or in a question on links `c` (cause) and `e` (effect).
SQLite has no statistics here, so each branch names the index that drives it: the plan is the same on every file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.store import ActorFilter, Cursor, EventQuery, ResponseQuery

Parameters = dict[str, object]
Pair = tuple[str, str]

_MANY = 4  # values of one filter that each get a branch in the index's order; more are sorted together
_SPARSE = 2000  # events that are better sorted than met by walking through every link

EVENT_SHOWS = """iif(
    :as_of IS NULL, $.retracted_at IS NULL,
    EXISTS (
        SELECT 1 FROM report WHERE report.event = $.id
        AND report.recorded_at <= :as_of AND ifnull(report.retracted_at > :as_of, 1)
    )
)"""
ROW_SHOWS = """iif(
    :as_of IS NULL, $.retracted_at IS NULL, $.recorded_at <= :as_of AND ifnull($.retracted_at > :as_of, 1)
)"""
_TOLD_BY = """(
    $.dataset = :$_told_by OR EXISTS (
        SELECT 1 FROM report AS r CROSS JOIN article AS a ON a.id = r.article
        WHERE r.event = $.id AND a.publisher IN (SELECT name FROM publisher WHERE folded = :$_told_by) AND {shows}
    )
)""".replace("{shows}", ROW_SHOWS.replace("$", "r"))
_OF_PUBLISHER = """
SELECT r.event
FROM publisher AS p
CROSS JOIN article AS a INDEXED BY article_publisher ON a.publisher = p.name
CROSS JOIN report AS r INDEXED BY report_article ON r.article = a.id
WHERE p.folded = :$_told_by
"""
_REPORTS = "(SELECT 1 FROM report AS r WHERE r.event = $.id AND {shows} LIMIT 1 OFFSET :$_reports) = 1".replace(
    "{shows}", ROW_SHOWS.replace("$", "r")
)
# An actor stands in the index of dyads under its country, or itself where it has none.
_KEY = "ifnull($.{role}_country, $.{role})"
_KEYS = """ IN (
    SELECT ifnull(country, id) FROM actor WHERE id IN (SELECT value FROM json_each(:{name}_ids))
    UNION SELECT value FROM json_each(:{name}_countries)
)"""
_OFTEN = """
SELECT event FROM report INDEXED BY sqlite_autoindex_report_1 GROUP BY event HAVING count(*) > :$_reports
"""
_ONE_OF = " IN (SELECT value FROM json_each(:"
_FROM_EVENT = "SELECT DISTINCT e.day, e.id FROM event AS e INDEXED BY"
_FROM_LINK = """
SELECT DISTINCT l.day, l.effect, l.cause
FROM link AS l INDEXED BY link_day CROSS JOIN event AS e ON e.id = l.effect CROSS JOIN event AS c ON c.id = l.cause
WHERE
"""
_FROM_LINK_BY_CAUSE = """
SELECT DISTINCT l.day, l.effect, l.cause
FROM link AS l INDEXED BY link_day CROSS JOIN event AS c ON c.id = l.cause CROSS JOIN event AS e ON e.id = l.effect
WHERE
"""
_FROM_EFFECT = "SELECT DISTINCT e.day, e.id, l.cause FROM event AS e INDEXED BY"
_TO_CAUSE = "CROSS JOIN link AS l INDEXED BY link_effect ON l.effect = e.id CROSS JOIN event AS c ON c.id = l.cause"
_FROM_CAUSE = "SELECT DISTINCT l.day, l.effect, l.cause FROM event AS c INDEXED BY"
_TO_EFFECT = "CROSS JOIN link AS l ON l.cause = c.id CROSS JOIN event AS e ON e.id = l.effect"
_FROM_ANY = "SELECT 1 FROM event AS $ INDEXED BY"
_COUNT = "SELECT count(*) FROM ({rows} LIMIT :most)"
_LINKS = "SELECT count(*) FROM (SELECT 1 FROM link LIMIT :most)"
_AFTER_EVENT = "e.day <= :after_day AND (e.day < :after_day OR e.id > :after_key)"
_AFTER_PAIR = """l.day <= :after_day AND (
    l.day < :after_day OR l.effect > :after_effect OR (l.effect = :after_effect AND l.cause > :after_cause)
)"""


@dataclass(frozen=True, slots=True)
class Branch:
    """A range of an index: every event of the question lies in one of its drive's branches.

    `rows`: a question that has at least as many rows as the range has events, where walking the range itself, to count
    it, would read it to its end.
    """

    index: str
    term: str
    rows: str | None = None


@dataclass(frozen=True, slots=True)
class Drive:
    branches: tuple[Branch, ...]
    streams: bool  # narrow enough to be worth walking in the order of days, however long
    ordered: bool = True  # in the order of days; else of use only where there is little to sort


_EVERY = Drive((Branch("event_day", "1"),), streams=True)


class Side:
    """One event of a question: what must hold of it, and the indexes that could find it."""

    def __init__(self, alias: str, query: EventQuery) -> None:
        self._alias = alias
        self.parameters: Parameters = {}
        self.conditions = [self._aliased(EVENT_SHOWS)]
        self.drives: list[Drive] = []
        self.days: list[str] = []
        self.nothing = False
        self._actors(query)
        self._place(query.place)
        self._actions(query)
        self._told_by(query.told_by)
        self._reports(query.min_reports)
        self._rest(query)

    def _actors(self, query: EventQuery) -> None:
        # The first drive of several that are as long.
        if query.source is not None and query.target is not None:
            self._drive_dyad(query.source, query.target, both_ways=False)
        if query.actor is not None and query.counterpart is not None:
            self._drive_dyad(query.actor, query.counterpart, both_ways=True)
        for role, wanted in (("source", query.source), ("target", query.target)):
            if wanted is not None:
                self.conditions.append(self.matches(role, role, wanted))
                self._drive_actor(role, wanted, (role,))
        pair = [(name, f) for name, f in (("actor", query.actor), ("counterpart", query.counterpart)) if f is not None]
        for name, wanted in pair:
            self._drive_actor(name, wanted, ("source", "target"))
        if len(pair) == 2:
            ways = [
                " AND ".join(self.matches(role, *one) for role, one in zip(roles, pair, strict=True))
                for roles in (("source", "target"), ("target", "source"))
            ]
            self.conditions.append(" ".join(("(", ways[0], "OR", ways[1], ")")))
        elif pair:
            ways = [self.matches(role, *pair[0]) for role in ("source", "target")]
            self.conditions.append(" ".join(("(", ways[0], "OR", ways[1], ")")))
        if query.country is not None:
            land = ActorFilter(frozenset({query.country}), frozenset({query.country}))
            ways = [self.matches(role, "country", land) for role in ("source", "target")]
            self.conditions.append(" ".join(("(", ways[0], "OR", ways[1], ")")))
            self._drive_actor("country", land, ("source", "target"))
        if query.both_sides:
            self.conditions.append(self._aliased("$.source IS NOT NULL AND $.target IS NOT NULL"))

    def matches(self, role: str, name: str, wanted: ActorFilter) -> str:
        """A condition: the event's `role` is one of the actors, whose parameters begin with `name`."""
        ids = self._one_of(f"$.{role}", f"{name}_ids", wanted.ids)
        countries = self._one_of(f"$.{role}_country", f"{name}_countries", wanted.roll_up)
        return " ".join(("(", ids, "OR", countries, ")"))

    def _drive_actor(self, name: str, wanted: ActorFilter, roles: Sequence[str]) -> None:
        self.nothing = self.nothing or not (wanted.ids or wanted.roll_up)
        branches = [
            Branch(f"event_{role}{suffix}", term)
            for role in roles
            for suffix, values in (("", wanted.ids), ("_country", wanted.roll_up))
            for term in self._terms(f"$.{role}{suffix}", f"{name}_{role}{suffix}", values)
        ]
        self.drives.append(Drive(tuple(branches), streams=True))

    def _drive_dyad(self, one: ActorFilter, other: ActorFilter, both_ways: bool) -> None:
        kind = "ways" if both_ways else "way"
        names = [f"{self._alias}_{kind}_{place}" for place in "ab"]
        for name, wanted in zip(names, (one, other), strict=True):
            self.parameters[f"{name}_ids"] = json.dumps(sorted(wanted.ids))
            self.parameters[f"{name}_countries"] = json.dumps(sorted(wanted.roll_up))
        sides = "$.source IS NOT NULL", "$.target IS NOT NULL"
        terms = [
            " AND ".join((self._key("source", source), self._key("target", target), *map(self._aliased, sides)))
            for source, target in (names, names[::-1])[: 1 + both_ways]
        ]
        self.drives.append(Drive(tuple(Branch("event_dyad", term) for term in terms), streams=True))

    def _key(self, role: str, name: str) -> str:
        return self._aliased(_KEY.replace("{role}", role)) + _KEYS.replace("{name}", name)

    def _place(self, folded: str | None) -> None:
        if folded is not None:
            term = self._aliased("$.place IN (SELECT id FROM place WHERE folded = :$_place)")
            self.parameters[f"{self._alias}_place"] = folded
            self.drives.append(Drive((Branch("event_place", term),), streams=True))
            self.conditions.append(term)

    def _actions(self, query: EventQuery) -> None:
        if query.actions:
            self.conditions.append(self._one_of("$.action", "actions", query.actions))
            terms = self._terms("$.action", "action", query.actions)
            self.drives.append(Drive(tuple(Branch("event_action", term) for term in terms), streams=False))

    def _told_by(self, folded: str | None) -> None:
        if folded is not None:
            self.parameters[f"{self._alias}_told_by"] = folded
            self.conditions.append(self._aliased(_TOLD_BY))
            told = self._aliased(_OF_PUBLISHER)
            branches = (
                Branch("event_record", self._aliased("$.dataset = :$_told_by")),
                Branch("sqlite_autoindex_event_1", self._aliased("$.id IN (" + told + ")"), told),
            )
            self.drives.append(Drive(branches, streams=False, ordered=False))

    def _reports(self, least: int | None) -> None:
        if least is not None:
            self.conditions.append(self._aliased(_REPORTS))
            self.parameters[f"{self._alias}_reports"] = least - 1
            if not any(drive.streams for drive in self.drives):
                often = self._aliased(_OFTEN)
                branch = Branch("sqlite_autoindex_event_1", self._aliased("$.id IN (" + often + ")"), often)
                self.drives.append(Drive((branch,), streams=False, ordered=False))

    def _rest(self, query: EventQuery) -> None:
        if query.modes:
            self.conditions.append(self._one_of("$.mode", "modes", query.modes))
        if query.modalities:
            self.conditions.append(self._one_of("$.modality", "modalities", query.modalities))
        if query.min_confidence is not None:
            self.conditions.append(self._aliased("$.confidence >= :$_confidence"))
            self.parameters[f"{self._alias}_confidence"] = query.min_confidence
        if query.since or query.until:
            self.days.append(self._aliased("$.day BETWEEN :$_since AND :$_until"))
            self.parameters[f"{self._alias}_since"] = query.since.isoformat() if query.since else "0"
            self.parameters[f"{self._alias}_until"] = query.until.isoformat() if query.until else "9999-12-31"

    def _terms(self, column: str, name: str, values: Iterable[str]) -> list[str]:
        """One term for each value, so that each branch runs in the index's order; a single one for many values."""
        ordered = sorted(values)
        if len(ordered) > _MANY:
            return [self._one_of(column, name, ordered)]
        return [self._one_of(column, f"{name}_{place}", [value]) for place, value in enumerate(ordered)]

    def _one_of(self, column: str, name: str, values: Iterable[str]) -> str:
        ordered = sorted(values)
        name = f"{self._alias}_{name}"
        self.parameters[name] = ordered[0] if len(ordered) == 1 else json.dumps(ordered)
        column = self._aliased(column)
        return column + " = :" + name if len(ordered) == 1 else column + _ONE_OF + name + "))"

    def _aliased(self, fragment: str) -> str:
        return fragment.replace("$", self._alias)

    def sparsest(self, connection: sqlite3.Connection, most: int = _SPARSE) -> tuple[int, Drive] | None:
        """The drive with the fewest events and their number, counted up to `most`; None without a drive of use."""
        best: tuple[int, Drive] | None = None
        for drive in self.drives:
            number = self.count(connection, drive, best[0] if best else most)
            if number < (best[0] if best else most) or (best is None and drive.ordered):
                best = number, drive
        return best

    def count(self, connection: sqlite3.Connection, drive: Drive, most: int) -> int:
        """How many events the drive has, at most `most`; one that two branches have counts twice."""
        total = 0
        for branch in drive.branches:
            where = " AND ".join((branch.term, *self.days))
            rows = branch.rows or " ".join((self._aliased(_FROM_ANY), branch.index, "WHERE", where))
            counted = _COUNT.replace("{rows}", rows)
            row = connection.execute(counted, {**self.parameters, "most": most - total}).fetchone()
            total += row[0]
        return total


def select_events(
    connection: sqlite3.Connection, query: EventQuery, as_of: str | None, limit: int
) -> list[tuple[str, str]]:
    """(day, identifier) of the first `limit` events."""
    side = Side("e", query)
    if side.nothing:
        return []
    drive = side.drives[0] if len(side.drives) == 1 and side.drives[0].ordered else _EVERY
    if drive is _EVERY and (found := side.sparsest(connection)):
        drive = found[1]
    parameters = {**side.parameters, "as_of": as_of, "limit": limit}
    where = [*side.days, *side.conditions]
    if query.after:
        where.append(_AFTER_EVENT)
        parameters |= {"after_day": _day(query.after), "after_key": query.after.key}
    return _run(connection, _selects(drive, where), "ORDER BY 1 DESC, 2 LIMIT :limit", parameters)


def count_events(connection: sqlite3.Connection, query: EventQuery, as_of: str | None, most: int) -> int | None:
    """How many events, where the sparsest drive has at most `most`; else None."""
    side = Side("e", query)
    if side.nothing:
        return 0
    found = side.sparsest(connection, most + 1) or (side.count(connection, _EVERY, most + 1), _EVERY)
    if found[0] > most:
        return None
    selects = _selects(found[1], [*side.days, *side.conditions])
    return _number(connection, selects, {**side.parameters, "as_of": as_of})


def select_pairs(
    connection: sqlite3.Connection, query: ResponseQuery, as_of: str | None, limit: int
) -> list[tuple[str, str, str]]:
    """(effect's day, effect, cause) of the first `limit` linked pairs."""
    cause, effect = Side("c", query.cause), Side("e", query.effect)
    if cause.nothing or effect.nothing:
        return []
    parameters = {**cause.parameters, **effect.parameters, "as_of": as_of, "limit": limit}
    where = _linked(cause, effect)
    if query.after:
        where.append(_AFTER_PAIR)
        ends = query.after.key.split(" ")
        parameters |= {"after_day": _day(query.after), "after_effect": ends[0], "after_cause": ends[1]}
    selects = _paths(cause.sparsest(connection), effect.sparsest(connection))(" AND ".join(where))
    return _run(connection, selects, "ORDER BY 1 DESC, 2, 3 LIMIT :limit", parameters)


def count_pairs(connection: sqlite3.Connection, query: ResponseQuery, as_of: str | None, most: int) -> int | None:
    """How many linked pairs, where a drive of causes or effects, or all links, are at most `most`; else None."""
    cause, effect = Side("c", query.cause), Side("e", query.effect)
    if cause.nothing or effect.nothing:
        return 0
    ends = cause.sparsest(connection, most + 1), effect.sparsest(connection, most + 1)
    few = [found for found in ends if found and found[0] <= most]
    if not few and connection.execute(_LINKS, {"most": most + 1}).fetchone()[0] > most:
        return None
    ways = _paths(*(found if found in few else None for found in ends))
    parameters = {**cause.parameters, **effect.parameters, "as_of": as_of}
    return _number(connection, ways(" AND ".join(_linked(cause, effect))), parameters)


def _paths(cause: tuple[int, Drive] | None, effect: tuple[int, Drive] | None) -> Callable[[str], list[str]]:
    """From few causes or few effects to the other end; else down a known effect actor's days; else down all links."""
    causes, effects = cause[0] if cause else _SPARSE, effect[0] if effect else _SPARSE
    if cause and causes < min(effects, _SPARSE):
        return lambda where: _joined(_FROM_CAUSE, cause[1], _TO_EFFECT, where)
    if effect and (effects < _SPARSE or effect[1].streams):
        return lambda where: _joined(_FROM_EFFECT, effect[1], _TO_CAUSE, where)
    # The end that is asked for by its actors first: few links pass, and the others need no look at their other end.
    start = _FROM_LINK_BY_CAUSE if cause and cause[1].streams else _FROM_LINK
    return lambda where: [start + where]


def _linked(cause: Side, effect: Side) -> list[str]:
    return [ROW_SHOWS.replace("$", "l"), *effect.days, *cause.days, *effect.conditions, *cause.conditions]


def _selects(drive: Drive, where: list[str]) -> list[str]:
    return [
        " ".join((_FROM_EVENT, branch.index, "WHERE", " AND ".join((branch.term, *where)))) for branch in drive.branches
    ]


def _number(connection: sqlite3.Connection, selects: list[str], parameters: Parameters) -> int:
    """How many rows the selects have together."""
    statement = " ".join(("SELECT count(*) FROM (", " UNION ".join(selects), ")"))
    number: int = connection.execute(statement, parameters).fetchone()[0]
    return number


def _joined(start: str, drive: Drive, join: str, where: str) -> list[str]:
    return [" ".join((start, branch.index, join, "WHERE", branch.term, "AND", where)) for branch in drive.branches]


def _run(connection: sqlite3.Connection, selects: list[str], order: str, parameters: Parameters) -> list[Any]:
    return connection.execute(" ".join((" UNION ".join(selects), order)), parameters).fetchall()


def _day(cursor: Cursor) -> str:
    return cursor.day.isoformat() if cursor.day else ""
