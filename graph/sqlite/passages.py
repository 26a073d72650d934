"""What a search looks through, kept true by whoever writes: in the same transaction as the rows themselves."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable

from graph.text import fold

_TITLE_START = -1  # of the passage that is an article's title
_PASSAGE = "INSERT OR IGNORE INTO passage (article, start, stop) VALUES (?, ?, ?)"
_TITLE = "INSERT INTO passage_text (rowid, title) VALUES (?, ?)"
_SENTENCE = "INSERT INTO passage_text (rowid, sentence) VALUES (?, ?)"
_WORD = "INSERT OR IGNORE INTO word (word, back) VALUES (?, ?)"
_PLACE_WORD = "INSERT OR IGNORE INTO place_word (word, place, folded) VALUES (?, ?, ?)"
_ACTOR_EVENTS = "UPDATE actor SET events = events + ?2 WHERE id = ?1"
_PLACE_EVENTS = "UPDATE place SET events = events + ?2 WHERE id = ?1"
_TITLES = "SELECT id, title FROM article WHERE title IS NOT NULL ORDER BY rowid"
_SENTENCES = "SELECT article, start, stop, sentence FROM report WHERE sentence <> '' ORDER BY rowid"


def put_titles(connection: sqlite3.Connection, titles: Iterable[tuple[str, str | None]]) -> None:
    """Titles by article; those that are known stay."""
    rows = (((article, _TITLE_START, _TITLE_START), title) for article, title in titles if title)
    _put(connection, _TITLE, rows)


def put_sentences(connection: sqlite3.Connection, sentences: Iterable[tuple[str, int, int, str]]) -> None:
    """Sentences as (article, start, stop, text); those that are known stay."""
    _put(connection, _SENTENCE, ((row[:3], row[3]) for row in sentences))


def put_words(connection: sqlite3.Connection, folded: Iterable[str]) -> None:
    """The words of folded texts."""
    words = {word for text in folded for word in text.split()}
    connection.executemany(_WORD, ((word, word[::-1]) for word in words))


def put_place_names(connection: sqlite3.Connection, names: Iterable[tuple[str, str]]) -> None:
    """Names of places, by identifier."""
    folded = {(place, fold(name)) for place, name in names}
    connection.executemany(_PLACE_WORD, {(word, place, text) for place, text in folded for word in text.split()})
    put_words(connection, (text for _, text in folded))


def count_events(connection: sqlite3.Connection, actors: Counter[str], places: Counter[str]) -> None:
    """Add to how many events name these actors and places."""
    connection.executemany(_ACTOR_EVENTS, actors.items())
    connection.executemany(_PLACE_EVENTS, places.items())


def fill(connection: sqlite3.Connection) -> None:
    """Take in what an older file holds."""
    put_titles(connection, connection.execute(_TITLES))
    put_sentences(connection, connection.execute(_SENTENCES))
    put_words(connection, (row[0] for row in connection.execute("SELECT DISTINCT folded FROM actor_name")))
    put_place_names(connection, connection.execute("SELECT id, name FROM place"))


def _put(connection: sqlite3.Connection, statement: str, passages: Iterable[tuple[tuple[str, int, int], str]]) -> None:
    cursor, fresh = connection.cursor(), set[str]()
    for key, text in passages:
        if cursor.execute(_PASSAGE, key).rowcount:
            folded = fold(text)
            cursor.execute(statement, (cursor.lastrowid, folded))
            fresh.update(folded.split())
    put_words(connection, fresh)
