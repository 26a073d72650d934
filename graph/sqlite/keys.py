"""Keys of the service in the store's file."""

from __future__ import annotations

import json
from datetime import datetime

from graph.keys import Key, KeyScope
from graph.model import instant
from graph.sqlite.jobs import Lender

_ADD = """
INSERT INTO access_key (id, name, scopes, digest, created_at, expires_at, revoked_at) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_ALL = """
SELECT id, name, scopes, digest, created_at, expires_at, revoked_at FROM access_key ORDER BY created_at DESC, id
"""
_REVOKE = """
UPDATE access_key SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?
RETURNING id, name, scopes, digest, created_at, expires_at, revoked_at
"""


class SqliteKeys:
    def __init__(self, read: Lender, write: Lender) -> None:
        self._read = read
        self._write = write

    def add(self, key: Key) -> None:
        moments = (instant(at) if at else None for at in (key.created_at, key.expires_at, key.revoked_at))
        with self._write() as connection:
            connection.execute(_ADD, (key.id, key.name, json.dumps(sorted(key.scopes)), key.digest, *moments))

    def all(self) -> tuple[Key, ...]:
        with self._read() as connection:
            return tuple(_key(row) for row in connection.execute(_ALL))

    def revoke(self, key_id: str, at: datetime) -> Key | None:
        with self._write() as connection:
            rows = connection.execute(_REVOKE, (instant(at), key_id)).fetchall()
        return _key(rows[0]) if rows else None


def _key(row: tuple[str, str, str, str, str, str | None, str | None]) -> Key:
    number, name, scopes, digest, *written = row
    created, expires, revoked = (datetime.fromisoformat(text) if text else None for text in written)
    assert created is not None  # noqa: S101 - the column holds no null
    return Key(number, name, frozenset(map(KeyScope, json.loads(scopes))), digest, created, expires, revoked)
