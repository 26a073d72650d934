"""Bodies of states that have no proper name of their own: "militer Israel" and "Israeli army" are one actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from graph.model import ActorKind
from loaders.actors.catalogue import catalogue, choose
from loaders.actors.countries import countries
from loaders.actors.tables import rows
from loaders.actors.words import Found, Token, tokens

# A spokesperson stands for the body he speaks for (annotation rules, section 2).
_VOICES = {"juru", "bicara", "jubir", "spokesman", "spokeswoman", "spokesperson", "for", "seorang", "sejumlah"}


@dataclass(frozen=True, slots=True)
class Body:
    name: str
    kind: ActorKind
    country: str


class Bodies:
    """Phrases of `bodies.tsv` beside a state or beside the person who leads one."""

    def __init__(self) -> None:
        self._patterns = {row["phrase"]: (row["pattern"], ActorKind(row["kind"])) for row in rows("bodies")}

    def read(self, surface: str, lang: str | None = None, day: date | None = None) -> Body | None:
        """The body under its usual English name, None when the phrase is no body of one state.

        >>> Bodies().read("Kementerian Luar Negeri Iran").name
        'Iran Ministry of Foreign Affairs'
        """
        words = tokens(surface)
        owner = countries().owner(words, lang)
        if owner is None:
            return self._of_leader(words, day)
        iso3, part, hit = owner
        return None if part else self._body(words, iso3, hit)

    def _of_leader(self, words: Sequence[Token], day: date | None) -> Body | None:
        """ "Trump administration", "pasukan Bashar al-Assad": what a known leader leads is his state's."""
        hits = [hit for hit in catalogue().spot(words) if any(e.kind is ActorKind.PERSON for e in hit.values)]
        leader = choose(hits[0].values, day) if len(hits) == 1 else None
        if leader is None or leader.country is None or not leader.offices or leader.country not in countries():
            return None
        return self._body(words, leader.country, hits[0])

    def _body(self, words: Sequence[Token], iso3: str, hit: Found[object]) -> Body | None:
        rest = countries().rest(words, hit)
        spoken = " ".join(word for word in rest.split() if word not in _VOICES)
        if pattern := self._patterns.get(rest) or self._patterns.get(spoken):
            form, kind = pattern
            name = form.format(name=countries().name(iso3), adjective=countries().adjective(iso3))
            return Body(name, kind, iso3)
        return Body(countries().name(iso3), ActorKind.COUNTRY, iso3) if rest and not spoken else None


@cache
def bodies() -> Bodies:
    """The one instance."""
    return Bodies()
