"""The store's keys in memory: who asks, and what that key may do."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from api import tokens
from graph.errors import UnauthorizedError
from graph.keys import Key, KeyScope
from graph.store import Store

ADVICE = "send one as `Authorization: Bearer KEY` or `X-API-Key: KEY`"


@dataclass(frozen=True, slots=True)
class Granted:
    """`key`: identifier of the key that was shown, None where none was needed."""

    key: str | None
    scopes: tuple[KeyScope, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """What was read at one time, and until when it is believed."""

    keys: Mapping[str, Key]
    needed: bool
    until: float


class Ring:
    """Safe to use from several threads. Keys are read again once they are `seconds` old.

    `required`: a key is needed even where there is none. Else from the first key on, until all of them are revoked: one
    that expires opens nothing.
    """

    def __init__(self, store: Callable[[], Store], seconds: float, required: bool) -> None:
        self._store = store
        self._seconds = seconds
        self._required = required
        self._held = _Held({}, True, -math.inf)

    def stale(self) -> bool:
        return time.monotonic() > self._held.until

    def refresh(self) -> None:
        """Raises StoreError."""
        until = time.monotonic() + self._seconds
        keys = {key.id: key for key in self._store().keys().all()}
        needed = self._required or any(key.revoked_at is None for key in keys.values())
        self._held = _Held(keys, needed, until)

    def admit(self, token: str | None, now: datetime) -> Granted:
        """Raises UnauthorizedError. A key that is shown must be good, even where none is needed."""
        held = self._held
        if token is None:
            if held.needed:
                raise UnauthorizedError(f"this service wants a key; {ADVICE}")
            return Granted(None, tuple(KeyScope))
        number, secret = tokens.parse(token) or ("", "")
        key = held.keys.get(number)
        if not tokens.fits(secret, key) or key is None:
            raise UnauthorizedError(f"no such key; {ADVICE}")
        if key.revoked_at is not None:
            raise UnauthorizedError(f"the key {key.id} was revoked; ask for another")
        if not key.lives(now):
            raise UnauthorizedError(f"the key {key.id} has expired; ask for another")
        return Granted(key.id, tuple(scope for scope in KeyScope if key.allows(scope)))
