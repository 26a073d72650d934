"""How well the words of a question fit a text: exactly, as beginnings of its words, or but for one slip in a word.

A slip is one letter more, less or other, or two neighbours swapped: Lucene's `~1`, so both stores forgive the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum

from graph.text import Token

Words = tuple[str, ...]
# Under four letters too many words are one slip apart; over thirty none is a name.
SHORTEST, LONGEST = 4, 30
BEGINNING = 3  # letters that a word needs to stand for the words of a text that begin with it


class Closeness(StrEnum):
    """The nearer ones first."""

    EXACT = "exact"
    BEGINNING = "beginning"
    NEAR = "near"

    @property
    def rank(self) -> int:
        return _RANKS[self]


_RANKS = {closeness: place for place, closeness in enumerate(Closeness)}


def may_slip(word: str) -> bool:
    """Whether a slip in this word of a question is forgiven: another number is no slip."""
    return len(word) >= SHORTEST and is_spelt(word)


def is_spelt(word: str) -> bool:
    """Whether this word of a text may be meant by a word with a slip."""
    return SHORTEST - 1 <= len(word) <= LONGEST + 1 and not any(map(str.isnumeric, word))


def slipped(one: str, other: str) -> bool:
    """Whether the words are equal but for one slip."""
    pairs = enumerate(zip(one, other, strict=False))
    same = next((place for place, pair in pairs if pair[0] != pair[1]), min(len(one), len(other)))
    one, other = one[same:], other[same:]
    swapped = one[:2] == other[1::-1] and one[2:] == other[2:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or swapped


def fit(asked: str, told: str) -> Closeness | None:
    """How a word of a question fits a word of a text; both are folded."""
    if asked == told:
        return Closeness.EXACT
    if told.startswith(asked):
        return Closeness.BEGINNING
    return Closeness.NEAR if may_slip(asked) and is_spelt(told) and slipped(asked, told) else None


def text_closeness(asked: Words, told: Collection[str]) -> Closeness | None:
    """How words fit a text that must hold all of them: as the worst of them does."""
    if any(len(word) < BEGINNING and word not in told for word in asked):
        return None
    return _worst(asked, told)


def name_closeness(asked: Words, told: Sequence[str]) -> Closeness | None:
    """The same for a name: exact is all of it, and one letter may begin a word."""
    if asked == tuple(told):
        return Closeness.EXACT
    closeness = _worst(asked, told)
    return Closeness.BEGINNING if closeness is Closeness.EXACT else closeness


def _worst(asked: Words, told: Collection[str]) -> Closeness | None:
    worst = Closeness.EXACT
    for word in asked:
        best = Closeness.EXACT if word in told else _best(fit(word, each) for each in told)
        if best is None:
            return None
        worst = max(worst, best, key=lambda closeness: closeness.rank)
    return worst


def marks(asked: Words, told: Iterable[Token]) -> tuple[tuple[int, int], ...]:
    """Where the words stand, as [start, end) in code points of the text: of each, wherever it fits best."""
    found = list(told)
    merged: list[tuple[int, int]] = []
    for start, end in sorted({mark for word in asked for mark in _marks(word, found)}):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def _marks(word: str, told: list[Token]) -> Iterator[tuple[int, int]]:
    fits = [fit(word, token.word) for token in told]
    if (best := _best(fits)) is not None:
        for token, closeness in zip(told, fits, strict=True):
            if closeness is best:
                yield token.start, token.ends[len(word) - 1 if best is Closeness.BEGINNING else -1]


def _best(fits: Iterable[Closeness | None]) -> Closeness | None:
    return min((closeness for closeness in fits if closeness), key=lambda closeness: closeness.rank, default=None)
