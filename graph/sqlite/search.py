"""Looking for words in one file: names by their words, titles and sentences by the full-text index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from graph.matching import BEGINNING, fit, may_slip
from graph.model import ArticleRef, Place
from graph.search import (
    LOOKED_AT,
    ActorHit,
    ArticleHit,
    Hits,
    PlaceHit,
    SearchAnswer,
    SearchQuery,
    SentenceHit,
    by_age,
    match_name,
    match_text,
)
from graph.sqlite.merges import last
from graph.sqlite.rows import load_actors
from graph.sqlite.select import ROW_SHOWS

Ranked = tuple[int, int, str, str]  # of an actor or place: rank of its closeness, events (negative), folded name, id

_BEYOND = "\U0010ffff"  # after every character that a folded word can hold
# Words that differ by one slip share their beginning or their end, or two letters are swapped where these meet.
_NEAR = """
SELECT word FROM word WHERE word >= :head AND word < :beyond_head AND length(word) BETWEEN :least AND :most
UNION
SELECT word FROM word INDEXED BY word_back
WHERE back >= :tail AND back < :beyond_tail AND length(word) BETWEEN :least AND :most
UNION
SELECT word FROM word WHERE word = :swapped
"""
_BEGUN = "SELECT word FROM word WHERE word >= :word AND word < :beyond LIMIT :most"
_FEW = 100
# The longest word finds names, which are then searched for the others: each begins a word of the name, or is one of
# the words that it may mean.
_NAMES = """
SELECT found.closeness, -n.events, n.folded, n.id
FROM (
    SELECT {found} AS id, min(CASE
        WHEN w.folded = :folded THEN 0
        WHEN w.slip OR EXISTS (
            SELECT 1 FROM json_each(:others) WHERE NOT instr(' ' || w.folded, ' ' || json_extract(value, '$[0]'))
        ) THEN 2
        ELSE 1
    END) AS closeness
    FROM (
        SELECT $, folded, 0 AS slip FROM $_word WHERE word >= :word AND word < :beyond
        UNION ALL
        SELECT $, folded, 1 FROM $_word WHERE word IN (SELECT value FROM json_each(:near))
    ) AS w
    WHERE NOT EXISTS (
        SELECT 1 FROM json_each(:others) AS asked
        WHERE NOT instr(' ' || w.folded, ' ' || json_extract(asked.value, '$[0]')) AND NOT EXISTS (
            SELECT 1 FROM json_each(asked.value, '$[1]') WHERE instr(' ' || w.folded || ' ', ' ' || value || ' ')
        )
    )
    GROUP BY 1
) AS found
CROSS JOIN $ AS n ON n.id = found.id
WHERE (:as_of IS NULL OR n.recorded_at <= :as_of)
ORDER BY 1, 2, 3, 4
LIMIT :limit
"""
_ACTORS, _PLACES = (
    _NAMES.replace("'$[", "'%[").replace("$", kind).replace("'%[", "'$[").replace("{found}", found)
    for kind, found in (("actor", last("w.actor")), ("place", "w.place"))
)
_PLACE = "SELECT id, name, country, lat, lon FROM place WHERE id IN (SELECT value FROM json_each(?))"
_FROM = """
SELECT a.id, a.title, a.url, a.publisher, a.published, p.start, p.stop
FROM passage_text CROSS JOIN passage AS p ON p.id = passage_text.rowid CROSS JOIN article AS a ON a.id = p.article
WHERE passage_text MATCH :expression AND
"""
_LAST = "ORDER BY passage_text.rowid DESC LIMIT :most"
_A_SHOWS, _R_SHOWS = (ROW_SHOWS.replace("$", alias) for alias in "ar")
_TITLES = " ".join((_FROM, _A_SHOWS, _LAST))
_TOLD = """
FROM report AS r INDEXED BY report_article
WHERE r.article = {article} AND r.start = {start} AND r.stop = {stop} AND {shows}
"""
_SHOWN = _TOLD.format(article="p.article", start="p.start", stop="p.stop", shows=_R_SHOWS)
_SENTENCES = " ".join((_FROM, "EXISTS (SELECT 1", _SHOWN, ")", _LAST))
_OF_ONE = _TOLD.format(article=":article", start=":start", stop=":stop", shows=_R_SHOWS)
_REPORTS = " ".join(("SELECT r.sentence, r.event", _OF_ONE, "ORDER BY r.event"))


class Search:
    """One question to an open connection, as of an instant."""

    def __init__(self, connection: sqlite3.Connection, query: SearchQuery, as_of: str | None) -> None:
        self._connection = connection
        self._query = query
        self._as_of = as_of
        words = {word for words in query.words for word in words}
        self._near = {word: self._meant(word) for word in words}
        self._begin = {word: self._begun(word) for word in words}

    def found(self) -> SearchAnswer:
        limit = self._query.limit
        return SearchAnswer(
            actors=Hits[ActorHit].of(list(self._actors()), limit),
            places=Hits[PlaceHit].of(list(self._places()), limit),
            articles=Hits[ArticleHit].of(list(self._articles()), limit),
            sentences=Hits[SentenceHit].of(list(self._sentences()), limit),
        )

    def _meant(self, word: str) -> list[str]:
        """The words of the file that this one may mean, but for those that begin with it."""
        if not may_slip(word):
            return []
        middle = len(word) // 2
        head, tail = word[:middle], word[middle:][::-1]
        values = {
            "head": head,
            "beyond_head": head + _BEYOND,
            "tail": tail,
            "beyond_tail": tail + _BEYOND,
            "swapped": head[:-1] + tail[-1] + head[-1] + word[middle + 1 :],
            "least": len(word) - 1,
            "most": len(word) + 1,
        }
        rows = self._connection.execute(_NEAR, values)
        return [each for (each,) in rows if not each.startswith(word) and fit(word, each)]

    def _begun(self, word: str) -> str:
        """The words of the file that begin with this one: by name where they are few, for these are walked together."""
        if len(word) < BEGINNING:
            return f'"{word}"'
        values = {"word": word, "beyond": word + _BEYOND, "most": _FEW + 1}
        words = [each for (each,) in self._connection.execute(_BEGUN, values)]
        return _any(f'"{each}"' for each in words or [word]) if len(words) <= _FEW else f'"{word}" *'

    def _actors(self) -> Iterator[ActorHit]:
        for actor in load_actors(self._connection, self._names(_ACTORS)):
            if match := match_name(self._query, (actor.name, *actor.aliases)):
                yield ActorHit(actor=actor.ref(), match=match)

    def _places(self) -> Iterator[PlaceHit]:
        ids = self._names(_PLACES)
        rows = {row[0]: row for row in self._connection.execute(_PLACE, (json.dumps(ids),))}
        for number in ids:
            place = Place(**dict(zip(("id", "name", "country", "lat", "lon"), rows[number], strict=True)))
            if match := match_name(self._query, (place.name,)):
                yield PlaceHit(place=place, match=match)

    def _names(self, statement: str) -> list[str]:
        """Identifiers, the best first."""
        best: dict[str, Ranked] = {}
        for words in self._query.words:
            longest = max(words, key=len)
            values = {
                "folded": " ".join(words),
                "others": json.dumps([[word, self._near[word]] for word in words if word != longest]),
                "word": longest,
                "beyond": longest + _BEYOND,
                "near": json.dumps(self._near[longest]),
                "as_of": self._as_of,
                "limit": self._query.limit + 1,
            }
            for row in self._connection.execute(statement, values):
                best[row[3]] = min(best.get(row[3], row), row)
        return [row[3] for row in sorted(best.values())][: self._query.limit + 1]

    def _articles(self) -> Iterator[ArticleHit]:
        for row in self._texts("title", _TITLES):
            if match := match_text(self._query, row[1]):
                yield ArticleHit(article=_article(row), match=match)

    def _sentences(self) -> Iterator[SentenceHit]:
        for row in self._texts("sentence", _SENTENCES):
            where = {"article": row[0], "start": row[5], "stop": row[6]}
            reports = self._connection.execute(_REPORTS, {**where, "as_of": self._as_of}).fetchall()
            if match := match_text(self._query, reports[0][0]):
                events = tuple(dict.fromkeys(event for _, event in reports))
                yield SentenceHit(article=_article(row), start=row[5], end=row[6], events=events, match=match)

    def _texts(self, column: str, statement: str) -> list[Any]:
        """Rows of the statement, the best first: the next closeness is looked at while there are too few."""
        rows: list[Any] = []
        for expression in self._expressions():
            values = {"expression": f"{column} : ({expression})", "as_of": self._as_of, "most": LOOKED_AT}
            found = self._connection.execute(statement, values).fetchall()
            rows += sorted(found, key=lambda row: by_age(_day(row), row[0], row[5]))
            if len(rows) > self._query.limit:
                break
        return rows[: self._query.limit + 1]

    def _expressions(self) -> Iterator[str]:
        """Questions to the full-text index, each without what the ones before it find. Words hold no quote."""
        if not self._query.words:
            return
        exact = _any(_all(f'"{word}"' for word in words) for words in self._query.words)
        beginning = _any(_all(self._begin[word] for word in words) for words in self._query.words)
        yield exact
        yield f"{beginning} NOT {exact}"
        if any(self._near.values()):
            near = _any(_all(self._wide(word) for word in words) for words in self._query.words)
            yield f"{near} NOT {beginning}"

    def _wide(self, word: str) -> str:
        return _any([self._begin[word], *(f'"{each}"' for each in self._near[word])])


def _any(parts: Iterable[str]) -> str:
    return f"({' OR '.join(parts)})"


def _all(parts: Iterable[str]) -> str:
    return f"({' AND '.join(parts)})"


def _day(row: Any) -> date | None:
    return date.fromisoformat(row[4]) if row[4] else None


def _article(row: Any) -> ArticleRef:
    return ArticleRef(id=row[0], title=row[1], url=row[2], publisher=row[3], published=_day(row))
