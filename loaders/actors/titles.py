"""Titles before a name: taken off the name, and read for the country that a person belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from graph.model import ActorKind
from loaders.actors.catalogue import catalogue
from loaders.actors.countries import countries
from loaders.actors.tables import rows
from loaders.actors.words import Lexicon, Token, tokens

_SENTENCE_END = re.compile(r"(?<=[\w\"”)])[.!?;:](?=\s)(?!\s*[a-z])|[\n\"“”]")
# How far from a name its title may begin, in words: "Secretary of the Supreme National Security Council of Iran".
_REACH = 14
# How much text beside a name is looked at, in characters.
_WINDOW = 400
_JOINS = {
    "of",
    "the",
    "a",
    "an",
    "and",
    "for",
    "dan",
    "urusan",
    "bidang",
    "yang",
    "juga",
    "sang",
    "seorang",
    "top",
    "its",
}
# What follows one of these is where somebody is posted, not whom he serves.
_POSTED = {"untuk", "to", "di", "in", "ke", "bagi", "for", "at"}
_BODIES = (ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP)


@cache
def _titles() -> Lexicon[str]:
    lexicon: Lexicon[str] = Lexicon()
    for row in rows("titles"):
        if row["class"] not in {"group", "pronoun"}:
            lexicon.add(row["title"], row["class"])
            lexicon.add(row["title"].lower(), row["class"])
    return lexicon


def is_title_word(word: str) -> bool:
    """Whether a word occurs in titles: "kepala", "minister", "of"."""
    return word.casefold() in _title_words()


@cache
def _title_words() -> frozenset[str]:
    titles = (row["title"] for row in rows("titles") if row["class"] != "pronoun")
    return frozenset(_JOINS).union(*(title.casefold().split() for title in titles))


def strip_titles(surface: str) -> str:
    """`surface` without the titles, and the country between them, that lead it; unchanged when no name is left.

    >>> strip_titles("Presiden Rusia Vladimir Putin")
    'Vladimir Putin'
    """
    left = surface.strip()
    while (cut := _lead(tokens(left))[0]) and cut < len(tokens(left)):
        kept = _from_word(left, cut)
        if not kept or len(kept) >= len(left) or not kept[0].isupper() or countries().find(kept):
            return left
        left = kept
    return left


def led_country(surface: str) -> str | None:
    """The country between the title and the name, or after a title that stands for its holder ("Menlu Suriname")."""
    return _lead(tokens(surface))[1]


def _lead(words: Sequence[Token]) -> tuple[int, str | None]:
    """How many words the leading title and its country take, and the country."""
    title = next((hit for hit in _titles().spot(words) if hit.start == 0), None)
    country = next((hit for hit in countries().spot(words, None) if hit.start == (title.end if title else 0)), None)
    if title is None:
        after = next((hit for hit in _titles().spot(words) if country and hit.start == country.end), None)
        return (after.end, country.values[0].iso3) if after and country else (0, None)
    return (country.end, country.values[0].iso3) if country else (title.end, None)


def _from_word(text: str, index: int) -> str:
    """`text` from its `index`-th blank-parted word on; the titles of the lists hold no hyphen before a name."""
    parts = re.split(r"(?<=[\s])", text)
    seen = 0
    for number, part in enumerate(parts):
        if seen >= index:
            return "".join(parts[number:]).strip()
        seen += len(tokens(part))
    return text


def titled_country(before: str, after: str = "", lang: str | None = None) -> str | None:
    """Country of a person by the title beside the name: "Presiden Rusia X", "X, Iran's foreign minister,".

    `before` and `after` are the text on both sides of the name, as much as there is.
    """
    left = _SENTENCE_END.split(before[-_WINDOW:])[-1]
    return _ahead(left, lang) or _behind(_SENTENCE_END.split(after[:_WINDOW])[0], lang)


def _ahead(text: str, lang: str | None) -> str | None:
    """ "Russian President", "Presiden Rusia", "Duta Besar Rusia untuk Polandia", "kepala Dewan Keamanan Iran,"."""
    closing = re.search(r"[^\w\s.]\s*\Z", text)
    words = tokens(text)[-_REACH:]
    owners = _owners(words, lang)
    if not owners or (closing and closing[0].strip() not in {",", "-", "–"}):
        return None
    while len(owners) > 1 and owners[-1].start and words[owners[-1].start - 1].key in _POSTED:
        owners.pop()
    owner = owners[-1]
    clause = max((i for i, word in enumerate(words[: owner.start + 1]) if "," in word.before), default=0)
    gap = words[owner.end :]
    if any("," in word.before for word in gap):
        return None
    if any(True for _ in _titles().spot(words[clause : owner.start])):
        posted = bool(gap) and gap[0].key in _POSTED and all(word.word[0].isupper() for word in gap[1:])
        return owner.country if not gap or posted or _is_title(gap) else None
    return owner.country if gap and not closing and _is_title(gap) else None


def _behind(text: str, lang: str | None) -> str | None:
    """ ", Iran's foreign minister,", " (Presiden Rusia)"."""
    if not re.match(r"\s*[,(–-]", text):
        return None
    clause = tokens(re.split(r"[,)–]", text.lstrip(" ,(–-"))[0])[:_REACH]
    owners = _owners(clause, lang)
    if not owners:
        return None
    lead, tail = clause[: owners[0].start], clause[owners[0].end :]
    titled = _is_title(lead) or (all(w.key in _JOINS for w in lead) and any(_is_title(tail[:n]) for n in (1, 2, 3)))
    return owners[0].country if titled else None


def _is_title(words: Sequence[Token]) -> bool:
    covered = {i for hit in _titles().spot(words) for i in range(hit.start, hit.end)}
    return bool(covered) and all(i in covered or word.key in _JOINS for i, word in enumerate(words))


@dataclass(frozen=True, slots=True)
class _Owner:
    start: int
    end: int
    country: str | None


def _owners(words: Sequence[Token], lang: str | None) -> list[_Owner]:
    """States, and bodies with or without one, named in `words`, in order; an organization hides names inside it."""
    bodies = [hit for hit in catalogue().spot(words) if len(hit.values) == 1 and hit.values[0].kind in _BODIES]
    named = [_Owner(hit.start, hit.end, hit.values[0].country) for hit in bodies]
    named += [
        _Owner(hit.start, hit.end, hit.values[0].iso3)
        for hit in countries().spot(words, lang)
        if not any(body.start <= hit.start < body.end for body in bodies)
    ]
    return sorted(named, key=lambda owner: owner.start)
