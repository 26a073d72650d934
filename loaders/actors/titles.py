"""Titles before a name: taken off the name, and read for the country that a person belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from loaders.actors.catalogue import catalogue
from loaders.actors.countries import countries
from loaders.actors.tables import rows
from loaders.actors.words import Lexicon, Token, tokens

_SENTENCE_END = re.compile(r"(?<=[\w\"”)])[.!?;:](?=\s)(?!\s*[a-z])|[\n\"“”]")
# How far from a name its title may begin, in words: "Secretary of the Supreme National Security Council of Iran".
_REACH = 14
_JOINS = {"of", "the", "and", "for", "dan", "urusan", "bidang", "untuk", "di", "to", "ke", "yang", "juga", "s"}


@cache
def _titles() -> Lexicon[str]:
    lexicon: Lexicon[str] = Lexicon()
    for row in rows("titles"):
        if row["class"] not in {"group", "pronoun"}:
            lexicon.add(row["title"], row["class"])
            lexicon.add(row["title"].lower(), row["class"])
    return lexicon


def strip_titles(surface: str) -> str:
    """`surface` without the titles, and the country between them, that lead it; unchanged when nothing is left.

    >>> strip_titles("Presiden Rusia Vladimir Putin")
    'Vladimir Putin'
    """
    left = surface.strip()
    while True:
        words = tokens(left)
        lead = next((hit for hit in _titles().spot(words) if hit.start == 0), None)
        if lead is None or lead.end >= len(words):
            return left
        cut = lead.end
        country = next((hit for hit in countries().spot(words[cut:], None) if hit.start == 0), None)
        if country and cut + country.end < len(words):
            cut += country.end
        kept = _from_word(left, cut)
        if not any(letter.isupper() for letter in kept):
            return left
        left = kept


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
    left = _SENTENCE_END.split(before)[-1]
    return _ahead(tokens(left)[-_REACH:], left, lang) or _behind(_SENTENCE_END.split(after)[0], lang)


def _ahead(words: Sequence[Token], text: str, lang: str | None) -> str | None:
    closing = re.search(r"[^\w\s]\s*\Z", text)
    owners = _owners(words, lang)
    if not owners:
        return None
    start, end, iso3 = owners[-1]
    gap = words[end:]
    titled_after = _is_title(gap) and not closing and all("," not in word.before for word in gap)
    clause = max((i for i, word in enumerate(words[: start + 1]) if "," in word.before), default=0)
    titled_before = any(True for _ in _titles().spot(words[clause:start])) and (not gap or _is_title(gap))
    if closing and closing[0].strip() not in {",", "-", "–"}:
        return None
    return iso3 if (gap and titled_after) or titled_before else None


def _behind(text: str, lang: str | None) -> str | None:
    if not re.match(r"\s*[,(–-]", text):
        return None
    clause = tokens(re.split(r"[,)–]", text.lstrip(" ,(–-"))[0])[:_REACH]
    if not any(True for _ in _titles().spot(clause)):
        return None
    owners = _owners(clause, lang)
    return owners[0][2] if owners else None


def _is_title(words: Sequence[Token]) -> bool:
    covered = {i for hit in _titles().spot(words) for i in range(hit.start, hit.end)}
    return bool(covered) and all(i in covered or word.key in _JOINS for i, word in enumerate(words))


def _owners(words: Sequence[Token], lang: str | None) -> list[tuple[int, int, str]]:
    """Countries, and bodies with a country, named in `words`: start, end, ISO3, in order."""
    named = [(hit.start, hit.end, hit.values[0].iso3) for hit in countries().spot(words, lang)]
    for found in catalogue().spot(words):
        named += [(found.start, found.end, entry.country) for entry in found.values[:1] if len(found.values) == 1]
    return sorted((start, end, iso3) for start, end, iso3 in named if iso3)
