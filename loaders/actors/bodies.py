"""Bodies of states that have no proper name of their own: "militer Israel" and "Israeli army" are one actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from graph.model import ActorKind
from loaders.actors.catalogue import catalogue, choose
from loaders.actors.countries import bare, countries
from loaders.actors.tables import rows
from loaders.actors.words import Found, Token, tokens

# A spokesperson stands for the body he speaks for (annotation rules, section 2).
_WITH_ARTICLE = (
    *("United ", "Democratic Republic", "Republic of", "Central African", "Dominican Republic", "Soviet Union"),
    *("Netherlands", "Philippines", "Maldives", "Bahamas", "Gambia", "Comoros", "Seychelles", "Holy See"),
    *("Solomon Islands", "Marshall Islands"),
)
_OWNERS = {"the", "a", "its", "his", "her", "their", "para", "pihak", "itu", "setempat", "local"}
_VOICES = {"juru", "bicara", "jubir", "spokesman", "spokeswoman", "spokesperson", "for", "seorang", "sejumlah"}


@dataclass(frozen=True, slots=True)
class Body:
    name: str
    kind: ActorKind
    country: str


class Bodies:
    """Phrases of `bodies.tsv` and `roles.tsv` beside a state or beside the person who leads one."""

    def __init__(self) -> None:
        self._patterns = {
            bare(row["phrase"].split()): (row["pattern"], ActorKind(row["kind"])) for row in rows("bodies")
        }
        self._roles = {bare(row["phrase"].split()): row["role"] + " of {the_name}" for row in rows("roles")}

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

    def holder(self, surface: str, lang: str | None = None) -> Body | None:
        """The unnamed holder of a post of one state: "Menlu Suriname" is the Foreign Minister of Suriname."""
        words = tokens(surface)
        owner = countries().owner(words, lang)
        role = self._roles.get(countries().rest(words, owner[2])) if owner else None
        return self._named(role, ActorKind.PERSON, owner[0]) if owner and role and not owner[1] else None

    def is_bare(self, surface: str) -> bool:
        """Whether it names a kind of body and not whose ("polisi", "the army")."""
        return self._patterns.get(self._bare(surface), ("", ActorKind.GROUP))[1] is ActorKind.ORGANIZATION

    def of(self, iso3: str, surface: str) -> Body:
        """The body that a bare name means in a text about the state `iso3`. Raises KeyError where it is not bare."""
        return self._named(*self._patterns[self._bare(surface)], iso3)

    @staticmethod
    def _bare(surface: str) -> str:
        return bare([word.key for word in tokens(surface) if word.key not in _VOICES | _OWNERS])

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
            return self._named(*pattern, iso3)
        return Body(countries().name(iso3), ActorKind.COUNTRY, iso3) if rest and not spoken else None

    @staticmethod
    def _named(form: str, kind: ActorKind, iso3: str) -> Body:
        name = countries().name(iso3)
        the_name = f"the {name}" if name.startswith(_WITH_ARTICLE) else name
        return Body(form.format(name=name, the_name=the_name, adjective=countries().adjective(iso3)), kind, iso3)


@cache
def bodies() -> Bodies:
    """The one instance."""
    return Bodies()
