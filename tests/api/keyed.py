"""A service whose store has keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from fastapi.testclient import TestClient

from api import tokens
from api.app import create_app
from api.settings import Settings
from api.stores import open_ready
from graph.keys import Key, KeyScope

DAY = timedelta(days=1)


def make(settings: Settings, *scopes: KeyScope, expired: bool = False, revoked: bool = False) -> str:
    """A new key in the store, as its holder has it."""
    now = datetime.now(UTC)
    key, token = tokens.mint("test", frozenset(scopes or {KeyScope.READ}), now, now - DAY if expired else now + DAY)
    _keep(settings, replace(key, revoked_at=now) if revoked else key)
    return token


def _keep(settings: Settings, key: Key) -> None:
    store = open_ready(settings)
    try:
        store.keys().add(key)
    finally:
        store.close()


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


@contextmanager
def service(
    settings: Settings, client: tuple[str, int] = ("192.0.2.7", 50000), **changes: object
) -> Iterator[TestClient]:
    """The service, as a client at that address finds it. It looks at its keys with every request."""
    app = create_app(settings.model_copy(update={"key_seconds": 0.0, **changes}))
    with TestClient(app, base_url="http://localhost", client=client, raise_server_exceptions=False) as found:
        yield found
