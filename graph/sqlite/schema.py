"""The schema's numbered migrations, and which of them a file has."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import cache
from importlib import resources

from graph.errors import SchemaTooNewError, SchemaTooOldError, StoreError
from graph.sqlite import pairs, passages, publishers
from graph.sqlite.pool import Pool

APPLICATION_ID = int.from_bytes(b"Casu", "big")
# What a migration does that SQL cannot.
_FILLS = {"0005_search": passages.fill, "0008_publishers": publishers.fill, "0010_pairs": pairs.fill}


@dataclass(frozen=True, slots=True)
class Migration:
    number: int
    name: str
    statements: tuple[str, ...]


@cache
def migrations() -> tuple[Migration, ...]:
    """Every migration in order; the file named `0001_graph.sql` sets `user_version` to 1."""
    folder = resources.files("graph.sqlite") / "migrations"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return tuple(
        Migration(int(file.name[:4]), file.name.removesuffix(".sql"), tuple(_statements(file.read_text("utf-8"))))
        for file in files
    )


def _statements(script: str) -> list[str]:
    statements, lines = [], ""
    for line in script.splitlines(keepends=True):
        lines += line
        if sqlite3.complete_statement(lines):
            statements.append(lines.strip())
            lines = ""
    return statements


def current() -> int:
    return migrations()[-1].number


def version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_empty(connection: sqlite3.Connection) -> bool:
    return version(connection) == 0 and not connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()


def is_ours(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)


def require_current(connection: sqlite3.Connection, where: str) -> None:
    """Raise SchemaTooOldError or SchemaTooNewError unless this Casus reads and writes the file's schema."""
    found, ours = version(connection), current()
    if found < ours:
        raise SchemaTooOldError(f"{where}: schema {found}, this Casus needs {ours}: run `casus store migrate`")
    if found > ours:
        raise SchemaTooNewError(f"{where}: schema {found}, this Casus knows {ours}: install a newer Casus")


def migrate(pool: Pool) -> tuple[str, ...]:
    """Apply the missing migrations, one transaction each; returns their names.

    An empty file gets them all in one: a process that is killed leaves it empty or whole.
    """
    with pool.write() as connection:
        if is_empty(connection):
            return tuple(_apply(connection, migration) for migration in migrations())
    applied = []
    for migration in migrations():
        with pool.write(spill=True) as connection:
            if version(connection) < migration.number:
                applied.append(_apply(connection, migration))
    return tuple(applied)


def _apply(connection: sqlite3.Connection, migration: Migration) -> str:
    for statement in migration.statements:
        connection.execute(statement)
    if fill := _FILLS.get(migration.name):
        fill(connection)
    if version(connection) != migration.number:
        raise StoreError(f"migration {migration.name} does not set user_version to {migration.number}")
    return migration.name
