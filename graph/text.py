"""How names are compared: one folding for identifiers, aliases and search."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w]+")
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
# C0 and C1 controls, surrogates and the two non-characters: XML 1.0 forbids them (section 2.2), so they never enter.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def fold(text: str) -> str:
    """Lower-case letters and digits separated by single blanks, accents and punctuation gone.

    >>> fold("Al-Shabaab’s  Élan")
    'al shabaab s elan'
    """
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare).replace("_", " ").strip()


def digest(prefix: str, *parts: object) -> str:
    """A deterministic identifier: prefix + 16 hex digits of BLAKE2b over the contributing properties, in order."""
    joined = "\x1f".join(["" if part is None else str(part) for part in parts])
    return f"{prefix}-{hashlib.blake2b(joined.encode(), digest_size=8).hexdigest()}"


def legible(text: str) -> str:
    """`text` with every character that XML forbids replaced by a blank; its length, so its offsets, stay."""
    return _FORBIDDEN.sub(" ", text)
