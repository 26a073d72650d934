"""Where a page ended, as opaque text that goes on with the same question and with no other.

The text holds the place and a digest of the question and the place together. It is no secret and no proof of who made
it, for it opens nothing: whoever makes one up by the rules reaches a place in an answer that is theirs to read anyway.
"""

from __future__ import annotations

import base64
import binascii
import json
from datetime import date

from graph.errors import CursorError
from graph.store import Cursor
from graph.text import digest


def encode(cursor: Cursor | None, question: str) -> str | None:
    """`question` is all that was asked but the size of the page, written alike whenever it is asked alike."""
    if cursor is None:
        return None
    day = cursor.day.isoformat() if cursor.day else None
    plain = json.dumps([_seal(cursor, question), day, cursor.key], separators=(",", ":"))
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def decode(text: str | None, question: str) -> Cursor | None:
    """The cursor that `encode` wrote for the same question. Raises CursorError on anything else."""
    if text is None:
        return None
    try:
        plain = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        seal, day, key = json.loads(plain)
        if not (isinstance(key, str) and key and isinstance(seal, str)):
            raise ValueError(key)
        cursor = Cursor(date.fromisoformat(day) if day is not None else None, key)
        known = seal == _seal(cursor, question)
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise CursorError("the cursor is not one that Casus gave; ask again without it") from error
    if not known:
        raise CursorError("the cursor belongs to another question; ask as before, or without it")
    return cursor


def _seal(cursor: Cursor, question: str) -> str:
    return digest("", question, cursor.day, cursor.key)
