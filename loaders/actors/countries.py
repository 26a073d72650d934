"""States by any of their names: CLDR in English and Indonesian, and our table of short forms, adjectives, capitals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale

from loaders.actors.tables import many, rows
from loaders.actors.words import Found, Lexicon, Token, key, tokens

_LANGUAGES = ("en", "id")
_ARTICLES = {"the"}
_FILLERS = {"the", "a", "an", "of", "dari", "milik", "para", "di", "in", "seluruh", "all"}
# How much text on either side tells what it is about, in characters.
_AROUND = 600
# After one of these a phrase tells where or against whom, no longer whose it is: "US troops in Syria" are of the USA.
_TURNS = {"di", "in", "at", "near", "ke", "to", "against", "terhadap", "untuk", "for", "from", "with", "dengan", "pada"}


@dataclass(frozen=True, slots=True)
class Sense:
    """What a surface says: a state itself, a `part` of it, or (no `iso3`) that no state is meant."""

    iso3: str | None
    part: bool = False
    alone: bool = False
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class State:
    iso3: str
    name: str
    adjective: str
    aliases: tuple[str, ...]


def _plural(adjective: str) -> list[str]:
    ends = ("n", "i", "o", "t", "k", "b", "r", "e")
    return [f"{adjective}s"] if adjective.endswith(ends) and not adjective.endswith("ese") else []


def bare(keys: Sequence[str]) -> str:
    """A phrase without fillers ("ministry of trade"), a doubled plural ("kapal-kapal") once: the key of body lists."""
    left = [word for word in keys if word not in _FILLERS]
    return " ".join(word for i, word in enumerate(left) if i == 0 or word != left[i - 1])


class Countries:
    """Every UN member, observers, and territories that act in the news. Immutable once built."""

    def __init__(self) -> None:
        masks = rows("not_countries")
        self._alone = {key(tokens(row["phrase"])) for row in masks if row["rule"] == "alone"}
        self._state_words = {bare(row["phrase"].split()) for row in rows("bodies") if row["pattern"] == "{name}"}
        self._lexicon: Lexicon[Sense] = Lexicon()
        self._states: dict[str, State] = {}
        territories = {lang: Locale(lang).territories for lang in _LANGUAGES}
        for row in rows("countries"):
            self._add(row, territories)
        for row in masks:
            if row["rule"] == "never":
                self._lexicon.add(row["phrase"], Sense(None))

    def _add(self, row: dict[str, str], territories: dict[str, Any]) -> None:
        iso3 = row["iso3"]
        official = {lang: names.get(row["iso2"]) for lang, names in territories.items()}
        name = row["name"] or official["en"] or ""
        adjectives = many(row["adjectives_en"])
        both = [name, *filter(None, official.values()), *many(row["extra_en"]), *adjectives, *many(row["capitals"])]
        both += [plural for adjective in adjectives for plural in _plural(adjective)]
        indonesian = many(row["extra_id"])
        for lang, surfaces in ((None, both), ("id", indonesian)):
            for surface in dict.fromkeys(surfaces):
                alone = key(tokens(surface)) in self._alone
                self._lexicon.add(surface, Sense(iso3, alone=alone, lang=lang))
        for surface in many(row["parts"]):
            self._lexicon.add(surface, Sense(iso3, part=True))
        aliases = tuple(dict.fromkeys([*both, *indonesian]))
        self._states[iso3] = State(iso3, name, adjectives[0] if adjectives else name, aliases)

    def __contains__(self, iso3: str) -> bool:
        return iso3 in self._states

    def __iter__(self) -> Iterator[str]:
        return iter(self._states)

    def name(self, iso3: str) -> str:
        """The usual English name in news ("Turkey", "Ivory Coast"). Raises KeyError for an unknown code."""
        return self._states[iso3].name

    def adjective(self, iso3: str) -> str:
        """The English adjective as it stands before a noun ("Iranian"). Raises KeyError for an unknown code."""
        return self._states[iso3].adjective

    def aliases(self, iso3: str) -> tuple[str, ...]:
        """Names, adjectives and capitals in both languages, for search. Raises KeyError for an unknown code."""
        return self._states[iso3].aliases

    def find(self, surface: str, lang: str | None = None) -> str | None:
        """The state that `surface` as a whole stands for, by name, adjective, capital or with words of state.

        >>> Countries().find("pemerintah Rusia"), Countries().find("Korea")
        ('RUS', None)
        """
        words = tokens(surface)
        if whole := self._whole(words, lang):
            return whole
        owner = self.owner(words, lang)
        if owner is None or owner[1]:
            return None
        return owner[0] if self.rest(words, owner[2]) in self._state_words else None

    def inside(self, text: str, lang: str | None = None) -> str | None:
        """The single country that a phrase belongs to ("militer Israel", "US troops in Syria"), else None."""
        words = tokens(text)
        if whole := self._whole(words, lang):
            return whole
        owner = self.owner(words, lang)
        return owner[0] if owner else None

    def owner(self, words: Sequence[Token], lang: str | None) -> tuple[str, bool, Found[Sense]] | None:
        """Country of a phrase, whether only a part of it is named, and where; None when none or several own it."""
        found = self._owners(words, lang)
        owners = {sense.iso3 for hit in found for sense in hit.values}
        if len(owners) != 1:
            return None
        first = found[0]
        iso3 = first.values[0].iso3
        return (iso3, first.values[0].part, first) if iso3 else None

    def rest(self, words: Sequence[Token], owner: Found[object]) -> str:
        """Key of what a phrase says beside its owner: no fillers, no turn of phrase, "kapal-kapal" once."""
        end = next((i for i in range(owner.end, len(words)) if words[i].key in _TURNS), len(words))
        return bare([word.key for i, word in enumerate(words[:end]) if not owner.start <= i < owner.end])

    def spot(self, words: Sequence[Token], lang: str | None) -> list[Found[Sense]]:
        """Every country named in running words, each with the senses that hold in `lang`."""
        hits = []
        for hit in self._lexicon.spot(words):
            senses = tuple(s for s in hit.values if s.iso3 and not s.alone and not (lang == "en" and s.lang == "id"))
            if senses and all(sense.iso3 for sense in hit.values):
                hits.append(Found(hit.start, hit.end, senses))
        return hits

    def _owners(self, words: Sequence[Token], lang: str | None) -> list[Found[Sense]]:
        hits = self.spot(words, lang)
        if not hits:
            return []
        turn = next((i for i in range(hits[0].end, len(words)) if words[i].key in _TURNS), len(words))
        return [hit for hit in hits if hit.start < turn]

    def _whole(self, words: Sequence[Token], lang: str | None) -> str | None:
        while words:
            for sense in self._lexicon.exact(words):
                if not sense.part and not (lang == "en" and sense.lang == "id"):
                    return sense.iso3
            if words[0].key not in _ARTICLES:
                break
            words = words[1:]
        return None


def setting(before: str, after: str, lang: str | None = None) -> str | None:
    """The country that a text is about at one point: named last before it and more often than any other around.

    Right for four bare "police" or "army" in five of the project's annotated records, where it answers at all.
    """
    known = countries()
    left = [hit.values[0].iso3 for hit in known.spot(tokens(before[-_AROUND:]), lang)]
    right = [hit.values[0].iso3 for hit in known.spot(tokens(after[:_AROUND]), lang)]
    often = Counter(left + right).most_common(2)
    leads = bool(often) and (len(often) == 1 or often[0][1] > often[1][1])
    return left[-1] if left and leads and often[0][0] == left[-1] else None


@cache
def countries() -> Countries:
    """The one instance; building it reads CLDR."""
    return Countries()
