"""One SQLite file as a store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path

from graph.errors import StoreError, StoreUnavailableError
from graph.sqlite import bulk, pairs, schema
from graph.sqlite.check import check
from graph.sqlite.dump import SqliteDump
from graph.sqlite.failures import translated
from graph.sqlite.jobs import SqliteJobs
from graph.sqlite.keys import SqliteKeys
from graph.sqlite.pool import Pool
from graph.sqlite.view import SqliteView
from graph.sqlite.writer import SqliteWriter
from graph.store import QUERY_SECONDS, Finding

BUSY_SECONDS = 10.0
ROWS_AT_ONCE = 5000
_MAGIC = b"SQLite format 3\x00"
_REVISE = "UPDATE revision SET value = lower(hex(randomblob(16)))"


class SqliteStore:
    """A store in one file. Make it with `open_sqlite`."""

    def __init__(self, path: Path, query_seconds: float, busy_seconds: float) -> None:
        self.path = path
        self.address = f"sqlite:///{path}"
        self.rows_at_once = ROWS_AT_ONCE
        self._pool = Pool(path, query_seconds, busy_seconds)

    def view(self, as_of: datetime | None = None, reports: int | None = None) -> SqliteView:
        return SqliteView(self._read, as_of, reports)

    def writer(self) -> SqliteWriter:
        return SqliteWriter(self._change)

    def filling(self) -> AbstractContextManager[None]:
        return bulk.filling(self._pool)

    def jobs(self) -> SqliteJobs:
        return SqliteJobs(self._read, self._write)

    def keys(self) -> SqliteKeys:
        return SqliteKeys(self._read, self._write)

    @contextmanager
    def dump(self) -> Iterator[SqliteDump]:
        with self._pool.bare() as connection:
            connection.execute("BEGIN")
            schema.require_current(connection, str(self.path))
            yield SqliteDump(connection)

    def revision(self) -> str:
        with self._read() as connection:
            return str(connection.execute("SELECT value FROM revision").fetchone()[0])

    def schema(self) -> tuple[int, int]:
        with self._pool.bare() as connection:
            return schema.version(connection), schema.current()

    def migrate(self) -> tuple[str, ...]:
        with self._pool.bare() as connection:
            if schema.version(connection) > schema.current():
                schema.require_current(connection, str(self.path))
        return schema.migrate(self._pool)

    def health(self) -> None:
        with self._read():
            pass

    def check(self) -> tuple[Finding, ...]:
        with self._pool.bare() as connection:
            return check(connection)

    def rebuild(self) -> None:
        with self._pool.bare() as connection:
            schema.require_current(connection, str(self.path))
            steps = pairs.steps(connection)
        for step in steps:
            with self._change() as connection:
                pairs.take(connection, step)

    def close(self) -> None:
        self._pool.close()

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection]:
        with self._pool.read() as connection:
            schema.require_current(connection, str(self.path))
            yield connection

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        with self._pool.write() as connection:
            schema.require_current(connection, str(self.path))
            yield connection

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with self._write() as connection:
            connection.execute(_REVISE)
            yield connection

    def _prepare(self) -> None:
        with self._pool.bare() as connection:
            empty = schema.is_empty(connection)
            if not empty and not schema.is_ours(connection):
                raise StoreError(f"{self.path}: is another program's SQLite file: name another one")
            connection.execute("PRAGMA journal_mode = WAL")
        if empty:
            schema.migrate(self._pool)
        else:
            bulk.mend(self._pool)


def open_sqlite(
    path: str | Path, *, query_seconds: float = QUERY_SECONDS, busy_seconds: float = BUSY_SECONDS
) -> SqliteStore:
    """Open the store at `path`; a missing or empty file becomes a new one.

    `query_seconds` limits each question, `busy_seconds` the wait for another writer.
    Raises StoreUnavailableError when the file cannot be opened, StoreError when it is not a Casus store.
    """
    file = Path(path)
    if file.is_dir():
        raise StoreError(f"{file}: is a folder: name a file in it")
    if not file.parent.is_dir():
        raise StoreUnavailableError(f"{file}: there is no folder {file.parent}: make it first")
    if not _may_be_sqlite(file):
        raise StoreError(f"{file}: is not a SQLite file: name another one")
    store = SqliteStore(file, query_seconds, busy_seconds)
    try:
        store._prepare()
    except BaseException:
        store.close()
        raise
    return store


def _may_be_sqlite(file: Path) -> bool:
    """SQLite takes any file of a few bytes for an empty database, and would write over it."""
    if not file.is_file():
        return True
    with translated(file), file.open("rb") as opened:
        return opened.read(len(_MAGIC)) in {b"", _MAGIC}
