"""Keys of the service, as (:AccessKey) nodes."""

from __future__ import annotations

from datetime import datetime

from graph.keys import Key, KeyScope
from graph.neo4j.records import Row, moment
from graph.neo4j.schema import Schema
from graph.neo4j.statements import statement


class Neo4jKeys:
    def __init__(self, store: Schema) -> None:
        self._store = store

    def add(self, key: Key) -> None:
        properties = {
            "id": key.id,
            "name": key.name,
            "scopes": sorted(key.scopes),
            "digest": key.digest,
            "createdAt": key.created_at,
            "expiresAt": key.expires_at,
            "revokedAt": key.revoked_at,
        }
        self._store.write(lambda tx: tx.run(statement("write_key"), properties=properties).consume())

    def all(self) -> tuple[Key, ...]:
        return self._store.read(lambda tx: tuple(_key(row["key"]) for row in tx.run(statement("keys"))))

    def revoke(self, key_id: str, at: datetime) -> Key | None:
        row = self._store.write(lambda tx: tx.run(statement("revoke_key"), id=key_id, at=at).single())
        return _key(row["key"]) if row else None


def _key(row: Row) -> Key:
    return Key(
        id=row["id"],
        name=row["name"],
        scopes=frozenset(map(KeyScope, row["scopes"])),
        digest=row["digest"],
        created_at=moment(row["createdAt"]),
        expires_at=moment(row["expiresAt"]) if "expiresAt" in row else None,
        revoked_at=moment(row["revokedAt"]) if "revokedAt" in row else None,
    )
