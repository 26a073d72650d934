"""Ends questions that take too long, from beside them.

A look at the clock from within a question (SQLite's progress handler) would stop it thousands of times to wait for the
interpreter: among many threads that takes far longer than the question.
"""

from __future__ import annotations

import heapq
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_AGAIN = 0.05  # seconds after which a question that has begun its next statement is told again


class _Lending:
    """A connection while one question has it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection: sqlite3.Connection | None = connection
        self._guard = threading.Lock()

    def interrupt(self) -> bool:
        """Whether the question is still there to be interrupted."""
        with self._guard:
            if self._connection is not None:
                self._connection.interrupt()
            return self._connection is not None

    def end(self) -> None:
        with self._guard:
            self._connection = None


class Watch:
    """One thread that looks after all the questions of a store; it runs from the first question on until `close`."""

    def __init__(self) -> None:
        self._due: list[tuple[float, int, _Lending]] = []
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._count = 0
        self._closed = False

    @contextmanager
    def over(self, connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
        """What the connection is asked within the block is interrupted once `seconds` have passed."""
        lending = _Lending(connection)
        self._add(lending, time.monotonic() + seconds)
        try:
            yield
        finally:
            lending.end()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _add(self, lending: _Lending, due: float) -> None:
        with self._changed:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="casus-watch", daemon=True)
                self._thread.start()
            self._count += 1
            heapq.heappush(self._due, (due, self._count, lending))
            if self._due[0][1] == self._count:
                self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._closed and (not self._due or self._due[0][0] > time.monotonic()):
                    self._changed.wait(self._due[0][0] - time.monotonic() if self._due else None)
                if self._closed:
                    return
                _, _, lending = heapq.heappop(self._due)
            if lending.interrupt():
                self._add(lending, time.monotonic() + _AGAIN)
