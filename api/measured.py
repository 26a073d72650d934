"""A store whose questions and writes are timed, by their names in the protocols."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from graph.store import Store, View, Writer

Observe = Callable[[str, float], None]  # name of the question, seconds


def measured(store: Store, observe: Observe) -> Store:
    """The same store: all that it does, it does itself."""
    return cast("Store", _Store(store, observe))


class _Timed:
    """Calls of the methods of `protocol` are timed, also those that raise."""

    def __init__(self, inner: Any, protocol: type, observe: Observe) -> None:
        self._inner = inner
        self._protocol = protocol
        self._observe = observe

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if not hasattr(self._protocol, name) or not callable(found):
            return found

        def timed(*values: Any, **named: Any) -> Any:
            started = time.perf_counter()
            try:
                return found(*values, **named)
            finally:
                self._observe(name, time.perf_counter() - started)

        return timed


class _Store:
    def __init__(self, inner: Store, observe: Observe) -> None:
        self._inner = inner
        self._observe = observe

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def view(self, as_of: datetime | None = None, reports: int | None = None) -> View:
        return cast("View", _Timed(self._inner.view(as_of, reports), View, self._observe))

    def writer(self) -> Writer:
        return cast("Writer", _Timed(self._inner.writer(), Writer, self._observe))
