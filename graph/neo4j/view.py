"""Read-only questions: one query finds identifiers in order, `event_details` tells the events in full."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from neo4j import ManagedTransaction, Record

from graph.bonds import Bond, Pair, Tie
from graph.merges import Merge
from graph.model import Actor, Article, Event, Response
from graph.neo4j import records
from graph.neo4j.filters import actors, anchor, lucene, parameters, telling
from graph.neo4j.replies import Found, dyads
from graph.neo4j.schema import Schema
from graph.neo4j.search import phrase, search
from graph.neo4j.statements import statement
from graph.pairings import Pairing
from graph.profiles import Alias, Kind, told
from graph.search import SearchAnswer, SearchQuery
from graph.store import (
    ActorFilter,
    Cursor,
    Direction,
    EventQuery,
    Page,
    Reply,
    ReplyQuery,
    ResponseQuery,
    StepQuery,
    Tally,
    TallyQuery,
    Weight,
    WeightQuery,
)
from graph.text import fold

_FEW = 2000  # events that are better sorted than met by walking through all days
EVERY = 2**63 - 1  # rows: all of them
NOW = datetime(9999, 12, 31, tzinfo=UTC)  # later than every instant: what is known by now, whatever the clocks say


class Neo4jView:
    def __init__(self, store: Schema, as_of: datetime | None, reports: int | None = None) -> None:
        self._store = store
        # Java knows no zone that is more than 18 hours from UTC; Python does.
        self._as_of = as_of.astimezone(UTC) if as_of else NOW
        self._reports = EVERY if reports is None else reports

    def events(self, query: EventQuery) -> Page[Event]:
        values = _event_values(query)

        def work(tx: ManagedTransaction) -> Page[Event]:
            start = self._anchor(tx, query)
            rows = self._find(tx, "events_anchored" if start else "events", {**values, "anchor": start})
            known = self._details(tx, (row["id"] for row in rows[: query.limit]))
            items = tuple(known[row["id"]] for row in rows[: query.limit] if row["id"] in known)
            return Page(items, _next(rows, query.limit, "id"))

        return self._store.read(work)

    def responses(self, query: ResponseQuery) -> Page[Response]:
        values = _response_values(query)

        def work(tx: ManagedTransaction) -> Page[Response]:
            start = self._anchor(tx, query.cause, query.effect)
            rows = self._find(tx, "responses_anchored" if start else "responses", {**values, "anchor": start})
            return Page(self._responses(tx, rows[: query.limit]), _next(rows, query.limit, "effect", "cause"))

        return self._store.read(work)

    def count_events(self, query: EventQuery, most: int) -> int | None:
        values = _event_values(replace(query, after=None, limit=max(most, 1)))
        return self._count("events_anchored", values, most, query)

    def count_responses(self, query: ResponseQuery, most: int) -> int | None:
        values = _response_values(replace(query, after=None, limit=max(most, 1)))
        return self._count("responses_anchored", values, most, query.cause, query.effect)

    def tally(self, query: TallyQuery) -> tuple[Tally, ...]:
        sides = {"one": actors(query.one), "other": actors(query.other)}
        rows = self._ask("tally", {**sides, "event": parameters(query.which)})
        return tuple(records.tally(row) for row in rows)

    def weights(self, query: WeightQuery) -> tuple[Weight, ...]:
        values = {
            "of": actors(query.of),
            "event": parameters(query.which),
            "limit": query.limit,
            "byCountry": query.by_country,
        }
        return tuple(records.weight(row) for row in self._ask("weights", values))

    def bonds(
        self, of: ActorFilter | None, which: EventQuery, each: int, to: Collection[str] | None = None
    ) -> tuple[Bond, ...]:
        values = {"event": parameters(which), "each": each}
        if of is None:
            rows = self._ask("bonds_of_all", values)
        else:
            rows = self._ask("bonds", {**values, "of": actors(of), "to": None if to is None else sorted(to)})
        return tuple(Bond(row["actor"], row["other"], row["events"]) for row in rows)

    def ties(self, pairs: Sequence[Pair], which: EventQuery) -> tuple[Tie, ...]:
        once = sorted({(min(pair), max(pair)) for pair in pairs})
        rows = self._ask("ties", {"pairs": [list(pair) for pair in once], "event": parameters(which)})
        return tuple(records.tie(row) for row in rows)

    def between(self, pairs: Sequence[Pair], which: EventQuery, each: int) -> tuple[tuple[Event, ...], ...]:
        values = {"pairs": [list(pair) for pair in pairs], "event": parameters(which), "each": each}

        def work(tx: ManagedTransaction) -> tuple[tuple[Event, ...], ...]:
            rows = self._find(tx, "between", values)
            known = self._details(tx, (row["id"] for row in rows))
            found: list[list[Event]] = [[] for _ in pairs]
            for row in rows:
                found[row["place"]] += [known[row["id"]]] if row["id"] in known else []
            return tuple(map(tuple, found))

        return self._store.read(work)

    def kinds(self, of: ActorFilter, which: EventQuery) -> tuple[Kind, ...]:
        return tuple(records.kind(row) for row in self._ask("kinds", {"of": actors(of), "event": parameters(which)}))

    def readings(self, actor: str, names: Sequence[str], most: int) -> tuple[Alias, ...]:
        return self._store.read(lambda tx: tuple(self._reading(tx, actor, name, most) for name in names))

    def steps(self, query: StepQuery) -> tuple[Response, ...]:
        values = {
            "ids": list(query.events),
            "back": query.direction is Direction.CAUSES,
            "event": parameters(query.other),
            "each": query.each,
        }
        return self._store.read(lambda tx: self._responses(tx, self._find(tx, "steps", values)))

    def replies(self, query: ReplyQuery) -> tuple[Reply, ...]:
        def work(tx: ManagedTransaction) -> tuple[Reply, ...]:
            acts = {"actions": sorted(query.actions), "modes": sorted(query.modes) or None}
            found = Found(
                query,
                self._find(tx, "dyads", {"dyads": dyads(query), **acts}),
                self._find(tx, "linked", {"ids": [opening.event for opening in query.openings]}),
            )
            return found.replies(self._details(tx, found.ids))

        return self._store.read(work)

    def event(self, event_id: str) -> Event | None:
        return self._store.read(lambda tx: self._details(tx, [event_id]).get(event_id))

    def causes(self, event_id: str, limit: int | None = None) -> tuple[Response, ...]:
        return self._linked("causes", event_id, limit)

    def effects(self, event_id: str, limit: int | None = None) -> tuple[Response, ...]:
        return self._linked("effects", event_id, limit)

    def actors(self, text: str, limit: int) -> tuple[Actor, ...]:
        folded = fold(text)
        if not folded:
            return ()
        values = {"lucene": lucene(folded), "words": folded.split(), "folded": folded, "limit": limit}
        return tuple(records.actor(row["actor"]) for row in self._ask("actors", values))

    def named(self, name: str) -> tuple[Actor, ...]:
        folded = fold(name)
        if not folded:
            return tuple(actor for actor in (self.actor(name),) if actor)
        values = {"id": name, "folded": folded, "lucene": lucene(folded)}
        return tuple(records.actor(row["actor"]) for row in self._ask("named", values))

    def search(self, query: SearchQuery) -> SearchAnswer:
        return self._store.read(lambda tx: search(lambda name, values: self._find(tx, name, values), query))

    def actor(self, actor_id: str) -> Actor | None:
        rows = self._ask("actor", {"id": actor_id})
        return records.actor(rows[0]["actor"]) if rows else None

    def pairings(self, query: EventQuery, by_country: bool = False) -> tuple[Pairing, ...]:
        values = {"anchor": anchor(query), "event": parameters(query), "limit": query.limit, "byCountry": by_country}
        return tuple(records.pairing(row) for row in self._ask("pairings", values))

    def merges(self) -> tuple[Merge, ...]:
        rows = self._store.read(lambda tx: list(tx.run(statement("merges"), id=None)))
        return tuple(records.merge(row) for row in rows)

    def article(self, article_id: str) -> Article | None:
        rows = self._ask("article", {"id": article_id})
        return records.article(rows[0]["article"]) if rows else None

    def article_events(self, article_id: str, limit: int | None = None) -> tuple[Event, ...]:
        def work(tx: ManagedTransaction) -> tuple[Event, ...]:
            ids = [row["id"] for row in self._find(tx, "article_events", _of(article_id, limit))]
            known = self._details(tx, ids)
            return tuple(known[key] for key in ids if key in known)

        return self._store.read(work)

    def records(self, dataset: str) -> Iterator[tuple[str, str, str]]:
        rows = self._store.read(lambda tx: list(tx.run(statement("live_records"), dataset=dataset)))
        return ((row["record"], row["id"], row["version"]) for row in rows)

    def counts(self) -> Mapping[str, int]:
        return self._ask("counts", {})[0].data()

    def _reading(self, tx: ManagedTransaction, actor: str, name: str, most: int) -> Alias:
        if not fold(name):
            return told(name, (), more=False)
        rows = self._find(tx, "readings", {"lucene": phrase(name), "actor": actor, "most": most + 1})
        found = (records.reading(row) for row in rows[:most] if row["fits"])
        return told(name, found, more=len(rows) > most)

    def _linked(self, name: str, event_id: str, limit: int | None) -> tuple[Response, ...]:
        return self._store.read(lambda tx: self._responses(tx, self._find(tx, name, _of(event_id, limit))))

    def _responses(self, tx: ManagedTransaction, rows: list[Record]) -> tuple[Response, ...]:
        known = self._details(tx, (row[end] for row in rows for end in ("cause", "effect")))
        return tuple(
            Response(cause=known[row["cause"]], effect=known[row["effect"]], link=records.link(row))
            for row in rows
            if row["cause"] in known and row["effect"] in known
        )

    def _details(self, tx: ManagedTransaction, ids: Iterable[str]) -> dict[str, Event]:
        # An event that was retracted since it was found is left out: two statements may see two states.
        rows = self._find(tx, "event_details", {"ids": list(dict.fromkeys(ids)), "most": self._reports})
        return {row["event"]["id"]: records.event(row) for row in rows}

    def _anchor(self, tx: ManagedTransaction, *queries: EventQuery) -> dict[str, object] | None:
        """Where to start: some actors or a place; else the data set or publisher, where it tells of few events."""
        start = anchor(*queries) or telling(*queries)
        if start and start["toldBy"]:
            (row,) = self._find(tx, "telling", {"toldBy": start["toldBy"], "limit": _FEW + 1})
            return start if row["events"] <= _FEW else None
        return start

    def _count(self, name: str, values: Mapping[str, object], most: int, *queries: EventQuery) -> int | None:
        """Rows of a question that starts from few events."""

        def work(tx: ManagedTransaction) -> int | None:
            start = self._anchor(tx, *queries)
            if start is None or self._find(tx, "anchored", {"anchor": start, "limit": most + 1})[0]["events"] > most:
                return None
            found = len(self._find(tx, name, {**values, "anchor": start}))
            return found if found <= most else None

        return self._store.read(work)

    def _find(self, tx: ManagedTransaction, name: str, values: Mapping[str, object]) -> list[Record]:
        return list(tx.run(statement(name), {**values, "asOf": self._as_of}))

    def _ask(self, name: str, values: Mapping[str, object]) -> list[Record]:
        return self._store.read(lambda tx: self._find(tx, name, values))


def _event_values(query: EventQuery) -> dict[str, object]:
    after = query.after
    return {
        "event": parameters(query, after.day if after else date.max),
        "afterDay": _text(after.day) if after else None,
        "afterId": after.key if after else None,
        "limit": query.limit + 1,
    }


def _response_values(query: ResponseQuery) -> dict[str, object]:
    after = query.after
    effect, cause = after.key.split(" ") if after else (None, None)
    return {
        "cause": parameters(query.cause),
        "effect": parameters(query.effect, after.day if after else date.max),
        "afterDay": _text(after.day) if after else None,
        "afterEffect": effect,
        "afterCause": cause,
        "limit": query.limit + 1,
    }


def _of(number: str, limit: int | None) -> dict[str, object]:
    return {"id": number, "limit": EVERY if limit is None else limit}


def _next(rows: list[Record], limit: int, *key: str) -> Cursor | None:
    """Where the page ended, when there is a row beyond its limit."""
    if len(rows) <= limit:
        return None
    last = rows[limit - 1]
    return Cursor(records.day(last["date"]), " ".join(last[name] for name in key))


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
