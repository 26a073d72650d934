"""Questions to one SQLite file, as of one instant."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from graph.bonds import Bond, Pair, Tie
from graph.merges import Merge
from graph.model import Actor, Article, Event, Response, instant
from graph.pairings import Pairing
from graph.profiles import Alias, Kind
from graph.search import SearchAnswer, SearchQuery
from graph.sqlite.bonds import find_between, find_bonds, find_ties
from graph.sqlite.jobs import Lender
from graph.sqlite.merges import last, merges
from graph.sqlite.pairings import pair_up
from graph.sqlite.profiles import count_kinds, find_readings
from graph.sqlite.records import live_records
from graph.sqlite.replies import load_replies
from graph.sqlite.rows import EVERY, Shown, load_actors, load_article, load_events, load_responses
from graph.sqlite.search import Search
from graph.sqlite.select import EVENT_SHOWS, ROW_SHOWS, count_events, count_pairs, select_events, select_pairs
from graph.sqlite.steps import load_steps
from graph.sqlite.tally import count_acts
from graph.sqlite.weights import weigh
from graph.store import (
    ActorFilter,
    Cursor,
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

_E_SHOWS, _C_SHOWS = (EVENT_SHOWS.replace("$", alias) for alias in "ec")
_L_SHOWS, _R_SHOWS, _A_SHOWS = (ROW_SHOWS.replace("$", alias) for alias in "lra")
_KNOWN = "(:as_of IS NULL OR n.recorded_at <= :as_of)"
_EVENT = " ".join(("SELECT e.id FROM event AS e WHERE e.id = :id AND", _E_SHOWS))
_LINKED = " ".join(
    (
        "FROM link AS l CROSS JOIN event AS e ON e.id = l.effect CROSS JOIN event AS c ON c.id = l.cause WHERE",
        " AND ".join((_L_SHOWS, _E_SHOWS, _C_SHOWS)),
    )
)
_CAUSES = " ".join(
    (
        "SELECT l.cause, l.effect",
        _LINKED,
        "AND l.effect = :id GROUP BY l.cause ORDER BY c.day = '', c.day, l.cause LIMIT :limit",
    )
)
_EFFECTS = " ".join(
    (
        "SELECT l.cause, l.effect",
        _LINKED,
        "AND l.cause = :id GROUP BY l.effect ORDER BY e.day = '', e.day, l.effect LIMIT :limit",
    )
)
_ACTOR = " ".join(("SELECT n.id FROM actor AS n WHERE n.id =", last(":id"), "AND", _KNOWN))
_NAMED = (
    """
SELECT n.id FROM actor AS n
WHERE n.id IN (
    SELECT {name} UNION SELECT {last} FROM actor_name AS a WHERE :folded <> '' AND a.folded = :folded
) AND {known}
ORDER BY n.id
""".replace("{known}", _KNOWN)
    .replace("{name}", last(":name"))
    .replace("{last}", last("a.actor"))
)
# A word's beginning is a range of the index; the other words are looked for in the names that it finds.
_SEARCH = """
SELECT n.id
FROM (
    SELECT {last} AS actor, max(w.folded = :folded) AS whole FROM actor_word AS w
    WHERE w.word >= :word AND w.word < :beyond
        AND NOT EXISTS (SELECT 1 FROM json_each(:words) WHERE instr(' ' || w.folded, ' ' || value) = 0)
    GROUP BY 1
) AS found
CROSS JOIN actor AS n ON n.id = found.actor
WHERE {known}
ORDER BY found.whole DESC, n.folded, n.id
LIMIT :limit
""".replace("{known}", _KNOWN).replace("{last}", last("w.actor"))
_ARTICLE = " ".join(
    (
        "SELECT a.id, a.title, a.url, a.publisher, a.published, a.text, a.lang, a.fetched_at, a.sha256",
        "FROM article AS a WHERE a.id = :id AND",
        _A_SHOWS,
    )
)
_ARTICLE_EVENTS = " ".join(
    (
        "SELECT r.event FROM report AS r WHERE r.article = :id AND",
        _R_SHOWS,
        "GROUP BY r.event ORDER BY min(r.start), r.event LIMIT :limit",
    )
)
_COUNTS = {
    "actors": " ".join(("SELECT count(*) FROM actor AS n WHERE n.id NOT IN (SELECT actor FROM merge) AND", _KNOWN)),
    "places": " ".join(("SELECT count(*) FROM place AS n WHERE", _KNOWN)),
    "articles": " ".join(("SELECT count(*) FROM article AS a WHERE", _A_SHOWS)),
    "events": " ".join(("SELECT count(*) FROM event AS e WHERE", _E_SHOWS)),
    "reports": " ".join(("SELECT count(*) FROM report AS r WHERE", _R_SHOWS)),
    "links": " ".join(("SELECT count(*) FROM link AS l WHERE", _L_SHOWS)),
}
_BEYOND = "\U0010ffff"  # after every character that a folded word can hold


class SqliteView:
    def __init__(self, read: Lender, as_of: datetime | None, reports: int | None = None) -> None:
        self._read = read
        self._as_of = instant(as_of) if as_of else None
        self._shown = Shown(self._as_of, EVERY if reports is None else reports)

    def events(self, query: EventQuery) -> Page[Event]:
        with self._read() as connection:
            found = select_events(connection, query, self._as_of, query.limit + 1)
            keys = found[: query.limit]
            items = load_events(connection, (key for _, key in keys), self._shown)
        more = len(found) > query.limit
        return Page(tuple(items.values()), Cursor(_date(keys[-1][0]), keys[-1][1]) if more else None)

    def responses(self, query: ResponseQuery) -> Page[Response]:
        with self._read() as connection:
            found = select_pairs(connection, query, self._as_of, query.limit + 1)
            keys = found[: query.limit]
            items = load_responses(connection, ((cause, effect) for _, effect, cause in keys), self._shown)
        more = len(found) > query.limit
        return Page(items, Cursor(_date(keys[-1][0]), " ".join(keys[-1][1:])) if more else None)

    def count_events(self, query: EventQuery, most: int) -> int | None:
        with self._read() as connection:
            return count_events(connection, query, self._as_of, most)

    def count_responses(self, query: ResponseQuery, most: int) -> int | None:
        with self._read() as connection:
            return count_pairs(connection, query, self._as_of, most)

    def tally(self, query: TallyQuery) -> tuple[Tally, ...]:
        with self._read() as connection:
            return count_acts(connection, query, self._as_of)

    def weights(self, query: WeightQuery) -> tuple[Weight, ...]:
        with self._read() as connection:
            return weigh(connection, query, self._as_of)

    def bonds(
        self, of: ActorFilter | None, which: EventQuery, each: int, to: Collection[str] | None = None
    ) -> tuple[Bond, ...]:
        with self._read() as connection:
            return find_bonds(connection, of, which, each, to, self._as_of)

    def ties(self, pairs: Sequence[Pair], which: EventQuery) -> tuple[Tie, ...]:
        with self._read() as connection:
            return find_ties(connection, pairs, which, self._as_of)

    def between(self, pairs: Sequence[Pair], which: EventQuery, each: int) -> tuple[tuple[Event, ...], ...]:
        with self._read() as connection:
            return find_between(connection, pairs, which, each, self._shown)

    def kinds(self, of: ActorFilter, which: EventQuery) -> tuple[Kind, ...]:
        with self._read() as connection:
            return count_kinds(connection, of, which, self._as_of)

    def readings(self, actor: str, names: Sequence[str], most: int) -> tuple[Alias, ...]:
        with self._read() as connection:
            return find_readings(connection, actor, names, most, self._as_of)

    def steps(self, query: StepQuery) -> tuple[Response, ...]:
        with self._read() as connection:
            return load_steps(connection, query, self._shown)

    def replies(self, query: ReplyQuery) -> tuple[Reply, ...]:
        with self._read() as connection:
            return load_replies(connection, query, self._shown)

    def event(self, event_id: str) -> Event | None:
        with self._read() as connection:
            return next(iter(self._events(connection, _EVENT, event_id)), None)

    def causes(self, event_id: str, limit: int | None = None) -> tuple[Response, ...]:
        return self._responses(_CAUSES, event_id, limit)

    def effects(self, event_id: str, limit: int | None = None) -> tuple[Response, ...]:
        return self._responses(_EFFECTS, event_id, limit)

    def actors(self, text: str, limit: int) -> tuple[Actor, ...]:
        folded = fold(text)
        if not folded:
            return ()
        words = folded.split()
        first = max(words, key=len)
        parameters: dict[str, object] = {
            "as_of": self._as_of,
            "folded": folded,
            "words": json.dumps(words),
            "word": first,
            "beyond": first + _BEYOND,
            "limit": limit,
        }
        return self._actors(_SEARCH, parameters)

    def named(self, name: str) -> tuple[Actor, ...]:
        return self._actors(_NAMED, {"as_of": self._as_of, "name": name, "folded": fold(name)})

    def search(self, query: SearchQuery) -> SearchAnswer:
        with self._read() as connection:
            return Search(connection, query, self._as_of).found()

    def actor(self, actor_id: str) -> Actor | None:
        return next(iter(self._actors(_ACTOR, {"as_of": self._as_of, "id": actor_id})), None)

    def pairings(self, query: EventQuery, by_country: bool = False) -> tuple[Pairing, ...]:
        with self._read() as connection:
            return pair_up(connection, query, self._as_of, by_country)

    def merges(self) -> tuple[Merge, ...]:
        with self._read() as connection:
            return merges(connection)

    def article(self, article_id: str) -> Article | None:
        with self._read() as connection:
            row = connection.execute(_ARTICLE, {"as_of": self._as_of, "id": article_id}).fetchone()
        return load_article(row) if row else None

    def article_events(self, article_id: str, limit: int | None = None) -> tuple[Event, ...]:
        with self._read() as connection:
            return tuple(self._events(connection, _ARTICLE_EVENTS, article_id, limit))

    def records(self, dataset: str) -> Iterator[tuple[str, str, str]]:
        with self._read() as connection:
            return iter(live_records(connection, dataset))

    def counts(self) -> Mapping[str, int]:
        with self._read() as connection:
            return {
                kind: connection.execute(statement, {"as_of": self._as_of}).fetchone()[0]
                for kind, statement in _COUNTS.items()
            }

    def _events(
        self, connection: sqlite3.Connection, statement: str, number: str, limit: int | None = None
    ) -> Iterable[Event]:
        found = connection.execute(statement, self._of(number, limit)).fetchall()
        return load_events(connection, (row[0] for row in found), self._shown).values()

    def _responses(self, statement: str, event_id: str, limit: int | None) -> tuple[Response, ...]:
        with self._read() as connection:
            pairs = connection.execute(statement, self._of(event_id, limit)).fetchall()
            return load_responses(connection, pairs, self._shown)

    def _of(self, number: str, limit: int | None) -> dict[str, object]:
        return {"as_of": self._as_of, "id": number, "limit": -1 if limit is None else limit}

    def _actors(self, statement: str, parameters: dict[str, object]) -> tuple[Actor, ...]:
        with self._read() as connection:
            return load_actors(connection, [row[0] for row in connection.execute(statement, parameters)])


def _date(day: str) -> date | None:
    return date.fromisoformat(day) if day else None
