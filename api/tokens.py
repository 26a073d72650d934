"""What a client sends as its key: `casus_`, the key's identifier, `_`, and a secret of 32 random bytes.

A secret so long needs no slow hash: nobody tries 2^256 of them.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import datetime
from urllib.parse import parse_qsl, unquote_plus

from graph.keys import Key, KeyScope

_TOKEN = re.compile(r"casus_([0-9a-f]{16})_([A-Za-z0-9_-]{43})", re.ASCII)
# A part of one is not for logs either.
_LIKE_TOKEN = re.compile(r"casus_[0-9a-f]{16}_[A-Za-z0-9_-]*", re.ASCII)
# Names under which clients of other services put a key into an address.
_PARAMETERS = frozenset({"access_token", "api-key", "api_key", "apikey", "authorization", "key", "token", "x-api-key"})
_NONE = hashlib.sha256(b"").hexdigest()


def mint(name: str, scopes: frozenset[KeyScope], now: datetime, expires_at: datetime | None) -> tuple[Key, str]:
    """A new key, and the one text that opens with it: it is kept nowhere."""
    number, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
    return Key(number, name, scopes, _digest(secret), now, expires_at), f"casus_{number}_{secret}"


def parse(token: str) -> tuple[str, str] | None:
    """(identifier, secret), or None for a text that no key has."""
    match = _TOKEN.fullmatch(token)
    return (match[1], match[2]) if match else None


def fits(secret: str, key: Key | None) -> bool:
    """Whether it is the key's secret, in a time that tells nothing of how near it came."""
    return hmac.compare_digest(_digest(secret), key.digest if key else _NONE) and key is not None


def redact(text: str) -> str:
    """The same text without any secret."""
    return _LIKE_TOKEN.sub("casus_…", text)


def in_address(path: str, query: str) -> bool:
    """Whether a key stands in an address. `path`: decoded; `query`: as it was sent."""
    names = {name.lower() for name, _ in parse_qsl(query, keep_blank_values=True)}
    return bool(names & _PARAMETERS or _LIKE_TOKEN.search(f"{path}?{unquote_plus(query)}"))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
