"""Keys of the service, as a store keeps them: never the secret, only its hash."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class KeyScope(StrEnum):
    """What a key may do. Each stands for itself alone, but for `admin`, which holds the others."""

    READ = "read"
    EXPORT = "export"
    WRITE = "write"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Key:
    """`digest`: SHA-256 of the secret, in hexadecimal. `name`: whose it is, for people. No `expires_at`: never."""

    id: str
    name: str
    scopes: frozenset[KeyScope]
    digest: str = field(repr=False)
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None

    def allows(self, scope: KeyScope) -> bool:
        return scope in self.scopes or KeyScope.ADMIN in self.scopes

    def lives(self, now: datetime) -> bool:
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


class Keys(Protocol):
    """All of them raise StoreError."""

    def add(self, key: Key) -> None:
        """Keep a new key."""

    def all(self) -> tuple[Key, ...]:
        """Every key ever made, the newest first, then by identifier."""

    def revoke(self, key_id: str, at: datetime) -> Key | None:
        """The key, revoked; one that was revoked before keeps that instant. None where there is no such key."""
