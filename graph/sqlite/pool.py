"""Connections to one file: many readers, one writer at a time, from any thread."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreUnavailableError
from graph.sqlite.failures import translated
from graph.sqlite.watch import Watch

IDLE_CONNECTIONS = 8  # kept open for the next reader
CACHE_KIBIBYTES = 32 * 1024  # of each connection


class Pool:
    """Lends a connection for the length of one transaction.

    `query_seconds` limits a read, `busy_seconds` the wait for a lock. The first connection decides which file is meant:
    once another one, or none, stands at the path, nothing is lent and no write acknowledged, for it would be lost.
    """

    def __init__(self, path: Path, query_seconds: float, busy_seconds: float) -> None:
        self.path = path
        self._query_seconds = query_seconds
        self._busy_seconds = busy_seconds
        self._idle: list[sqlite3.Connection] = []
        self._file: tuple[int, int] | None = None  # device and inode
        self._guard = threading.Lock()
        self._writer = threading.Lock()
        self._watch = Watch()
        self._closed = False

    @contextmanager
    def bare(self, *, spill: bool = False) -> Iterator[sqlite3.Connection]:
        """A connection outside any transaction and without a time limit.

        With `spill` it sorts on the disk: in memory an index of some million rows would take as much as the rows.
        """
        with translated(self.path):
            connection = self._take()
            try:
                if spill:
                    connection.execute("PRAGMA temp_store = FILE")
                yield connection
            finally:
                if spill:
                    connection.close()
                else:
                    self._give(connection)

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the file; raises StoreTimeoutError past `query_seconds`."""
        with self.bare() as connection, self._watch.over(connection, self._query_seconds):
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def write(self, *, spill: bool = False) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are all kept when the block ends, and none when it raises."""
        if not self._writer.acquire(timeout=self._busy_seconds):
            raise StoreUnavailableError(f"{self.path}: another load is writing: try again")
        try:
            with self.bare(spill=spill) as connection:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
                self._require_file()
        finally:
            self._writer.release()

    def close(self) -> None:
        with self._guard:
            self._closed = True
        self._watch.close()
        self._close_idle()

    def _take(self) -> sqlite3.Connection:
        with self._guard:
            if self._closed:
                raise StoreUnavailableError(f"{self.path}: the store is closed")
        self._require_file()
        with self._guard:
            if self._idle:
                return self._idle.pop()
        connection = self._connect()
        try:
            self._require_file()
        except BaseException:
            connection.close()
            raise
        return connection

    def _give(self, connection: sqlite3.Connection) -> None:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        with self._guard:
            if not self._closed and len(self._idle) < IDLE_CONNECTIONS:
                self._idle.append(connection)
                return
        connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=self._busy_seconds, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            # FULL: what was acknowledged outlives a power cut, not only a killed process.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES:d}")
            with self._guard:
                self._file = self._file or _identity(self.path)
        except BaseException:
            connection.close()
            raise
        return connection

    def _require_file(self) -> None:
        """Raise StoreUnavailableError unless the file that was opened still stands at the path."""
        if self._file is not None and _identity(self.path) != self._file:
            self._close_idle()
            raise StoreUnavailableError(
                f"{self.path}: the file that was opened is gone or was replaced: put it back, or start Casus again"
            )

    def _close_idle(self) -> None:
        with self._guard:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and inode of the file, None where there is none."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
