"""A SQLite file as an earlier Casus left it: what later migrations made is gone, what they counted too."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from graph.sqlite import schema

_MADE = re.compile(r"^CREATE (?:VIRTUAL )?(TABLE|INDEX|TRIGGER) (\w+)", re.MULTILINE)
_ADDED = re.compile(r"^ALTER TABLE (\w+) ADD COLUMN (\w+)", re.MULTILINE)


def go_back(path: Path, version: int) -> None:
    """Leave the file with the schema of this version and with its rows."""
    later = [text for made in schema.migrations() if made.number > version for text in made.statements]
    with closing(sqlite3.connect(path)) as connection, connection:
        for text in reversed(later):
            if made := _MADE.search(text):
                connection.execute(f"DROP {made[1]} IF EXISTS {made[2]}")
            elif added := _ADDED.search(text):
                connection.execute(f"ALTER TABLE {added[1]} DROP COLUMN {added[2]}")
        connection.execute(f"PRAGMA user_version = {version}")
