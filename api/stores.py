"""The one open store of a process: opened when first needed, tried again after a failure, closed at the end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from api.settings import Settings
from graph.errors import InputError, StoreError, StoreUnavailableError
from graph.store import Store


def open_configured(settings: Settings, address: str | None = None) -> Store:
    """The store that the settings name, or `address`, whatever its schema. Raises InputError, StoreError."""
    from graph.stores import open_store  # the drivers are slow to import, and light commands need none

    return open_store(
        address or settings.store,
        user=settings.neo4j_user,
        password=settings.password(),
        query_seconds=settings.query_seconds,
    )


def check_configured(settings: Settings) -> None:
    """Raise InputError for an address or password with which no store can ever be opened."""
    from graph.addresses import check_address

    check_address(settings.store)
    settings.password()


def require_store(settings: Settings, address: str | None = None) -> None:
    """Raise InputError where there is no SQLite file: a question must not make an empty one."""
    from graph.addresses import sqlite_file

    file = sqlite_file(address or settings.store)
    if file is not None and not file.exists():
        raise InputError(f"{file}: there is no store yet; make it with `casus load`, or name another with --store")


def open_ready(settings: Settings, address: str | None = None) -> Store:
    """An open store that this Casus can read and write.

    Raises InputError, StoreError (SchemaTooOldError, SchemaTooNewError among them).
    """
    store = open_configured(settings, address)
    try:
        store.health()
    except BaseException:
        store.close()
        raise
    return store


class Door:
    """Safe to use from several threads. A failed opening is remembered for `pause` seconds, so that waiting requests
    do not queue behind a store that is away."""

    def __init__(self, opener: Callable[[], Store], pause: float) -> None:
        self._opener = opener
        self._pause = pause
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._failure: StoreError | None = None
        self._again = 0.0

    def store(self) -> Store:
        """Raises StoreError while the store cannot be opened."""
        with self._lock:
            if self._store is None:
                if self._failure and time.monotonic() < self._again:
                    raise type(self._failure)(str(self._failure))
                self._store = self._open()
            return self._store

    def _open(self) -> Store:
        try:
            return self._opener()
        except (StoreError, InputError) as error:
            # What is wrong with a setting is no fault of whoever asks: to them the store is away.
            failure = error if isinstance(error, StoreError) else StoreUnavailableError(str(error))
            self._failure, self._again = failure, time.monotonic() + self._pause
            raise failure from error

    def close(self) -> None:
        with self._lock:
            if self._store is not None:
                self._store.close()
            self._store = None
