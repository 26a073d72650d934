"""How names are found in running words: tokens that forgive spelling, and a lexicon that takes the longest match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.text import fold

_APOSTROPHES = "'’ʼ`‘"
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_OWNER = re.compile(rf"(?<=\w)[{_APOSTROPHES}]s\b|-nya\b")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_WORD = re.compile(r"[^\W_]+\+?")
# Up to this length a name in capitals is an abbreviation that small letters would turn into a word (WHO, AS, MAS).
_ABBREVIATION = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written, its folded key, and what stands between it and the word before."""

    word: str
    key: str
    before: str


def _is(words: Sequence[Token], known: Sequence[str]) -> bool:
    """Whether `words`, whose keys agree, may be the name `known`: abbreviations letter by letter, and any other name
    that is written with capitals with at least one of them ("turkey" and "security council" are none)."""
    capital = all(name.islower() for name in known)
    for word, name in zip(words, known, strict=True):
        if name.isupper() and len(name) <= _ABBREVIATION:
            if word.word != name:
                return False
            capital = True
        elif not name.islower() and not word.word.islower():
            capital = True
    return capital


def tokens(text: str) -> tuple[Token, ...]:
    """The words of `text`; dots of abbreviations, possessive endings and apostrophes are gone, hyphens part words."""
    text = _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), text)
    text = _APOSTROPHE.sub("", _OWNER.sub("", text))
    found, end = [], 0
    for match in _WORD.finditer(text):
        key = fold(match[0]) + ("+" if match[0].endswith("+") else "")
        found.append(Token(match[0], key, text[end : match.start()]))
        end = match.end()
    return tuple(found)


def key(words: Iterable[Token]) -> str:
    return " ".join(word.key for word in words)


T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Found(Generic[T_co]):
    """Values of the words from `start` to `end` (token indices, end exclusive)."""

    start: int
    end: int
    values: tuple[T_co, ...]


class Lexicon(Generic[T]):
    """Surfaces and what they may mean."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, ...], list[tuple[tuple[str, ...], T]]] = {}
        self._longest: dict[str, int] = {}

    def add(self, surface: str, value: T) -> None:
        words = tokens(surface)
        if not words:
            return
        keys = tuple(word.key for word in words)
        self._entries.setdefault(keys, []).append((tuple(word.word for word in words), value))
        self._longest[keys[0]] = max(len(keys), self._longest.get(keys[0], 0))

    def exact(self, words: Sequence[Token]) -> tuple[T, ...]:
        """What all of `words` together mean, each value once, in order of addition."""
        return self._fitting(tuple(word.key for word in words), words)

    def spot(self, words: Sequence[Token]) -> Iterator[Found[T]]:
        """Every surface in `words` from left to right, the longest at each place, none overlapping."""
        keys = tuple(word.key for word in words)
        start = 0
        while start < len(words):
            for end in range(min(start + self._longest.get(keys[start], 0), len(words)), start, -1):
                if values := self._fitting(keys[start:end], words[start:end]):
                    yield Found(start, end, values)
                    start = end
                    break
            else:
                start += 1

    def _fitting(self, keys: tuple[str, ...], words: Sequence[Token]) -> tuple[T, ...]:
        known = self._entries.get(keys)
        if known is None:
            return ()
        fits = (value for names, value in known if _is(words, names))
        return tuple(dict.fromkeys(fits))
