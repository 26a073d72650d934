"""How names are compared: one folding for identifiers, aliases and search."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

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


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word and where it stands in its text: `ends` says after which code point each of its letters is read."""

    word: str
    start: int
    ends: tuple[int, ...]


def tokens(text: str) -> Iterator[Token]:
    """The words of `fold(text)`, in order."""
    word, start, ends = "", 0, list[int]()
    for place, character in enumerate(text):
        folded = _letters(character)
        if not folded and word:
            ends[-1] = place + 1  # a mark belongs to its letter
        for letter in folded:
            if letter != " ":
                start, word = start if word else place, word + letter
                ends.append(place + 1)
            elif word:
                yield Token(word, start, tuple(ends))
                word, ends = "", []
    if word:
        yield Token(word, start, tuple(ends))


@lru_cache(4096)
def _letters(character: str) -> str:
    """What one character is folded to; blanks stand for all that parts words."""
    apart = unicodedata.normalize("NFKD", character.casefold().translate(_LETTERS))
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare).replace("_", " ")


def digest(prefix: str, *parts: object) -> str:
    """A deterministic identifier: prefix + 16 hex digits of BLAKE2b over the contributing properties, in order."""
    joined = "\x1f".join(["" if part is None else str(part) for part in parts])
    return f"{prefix}-{hashlib.blake2b(joined.encode(), digest_size=8).hexdigest()}"


def legible(text: str) -> str:
    """`text` with every character that XML forbids replaced by a blank; its length, so its offsets, stay."""
    return _FORBIDDEN.sub(" ", text)
