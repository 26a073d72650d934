"""The names of publishers, folded as they are asked for; written with the articles that name them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from graph.text import fold

_PUBLISHER = "INSERT OR IGNORE INTO publisher (name, folded) VALUES (?, ?)"


def put_publishers(connection: sqlite3.Connection, names: Iterable[str | None]) -> None:
    connection.executemany(_PUBLISHER, [(name, fold(name)) for name in set(names) if name])


def fill(connection: sqlite3.Connection) -> None:
    """Take in what an older file holds."""
    put_publishers(connection, (row[0] for row in connection.execute("SELECT DISTINCT publisher FROM article")))
