"""Actors of CAMEO codes, as GDELT writes them: "USAGOV", "IRQREBISI", "IGOUNO", with the name found in the text.

Codes are blocks of three letters: country or region, known group, ethnic group (small letters), religion, roles
(CAMEO Manual 1.1b3, chapters 3 to 5 and 9; GDELT's lookups). Where parts of a code disagree, in this order:
a known actor that the name names, the last known group ("IGOUNODEVWBK" is the World Bank), the first country, the
first role that says something ("LKAGOVMIL" is Sri Lanka, "COPMED" police), a people, a role that says little
("USAELI"). A role of the state or of force goes before a people: "IRQSHIREB" are Iraqi rebels, "IRQSHI" Iraqi Shia.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from graph.model import Actor, ActorKind, actor_id
from graph.text import fold, legible
from loaders.actors.bodies import bodies
from loaders.actors.catalogue import Entry
from loaders.actors.countries import countries
from loaders.datasets.lists import rows
from loaders.datasets.names import known
from loaders.datasets.names.country_codes import country_code
from loaders.datasets.names.kinds import name_kind, set_name

_REMEMBERED = 1 << 15
# Longer than any name or code of an actor; what is longer is cut.
_LONGEST = 300
_BLOCK = 3
# GDELT cuts "minister" and "ministry" alike.
_CUT = re.compile(r"\bMINIST\b")
_ARTICLE = re.compile(r"\ATHE (?=\w)")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
# GDELT leaves apostrophes out: "PEOPLES LIBERATION ARMY".
_OWNER = re.compile(r"(?<=[a-z])s\b")
_SMALL = re.compile(r"(?<= )(?:And|De|Del|Du|For|In|Of|On|The)(?= )")
# Shinto in the religions, Saint Helena in the countries: a religion where a country goes before.
_AFTER_COUNTRY = frozenset({"SHN"})


@dataclass(slots=True)
class _Parts:
    """What the blocks of one code are; `roles` by their rank: strong, body (a kind of organisation) and weak."""

    country: str | None = None
    region: Actor | None = None
    groups: list[str] = field(default_factory=list)
    peoples: list[str] = field(default_factory=list)
    roles: dict[str, list[str]] = field(default_factory=lambda: {"strong": [], "body": [], "weak": []})

    @property
    def told(self) -> bool:
        return bool(self.country or self.region or self.groups or self.peoples or any(self.roles.values()))

    def noun(self, *ranks: str) -> str | None:
        """What the first role of the first of these ranks is called."""
        code = next((code for rank in ranks for code in self.roles[rank]), None)
        return _roles()[code][0] if code else None


@lru_cache(_REMEMBERED)
def cameo_actor(code: str, name: str, year: int | None) -> Actor | None:
    """The actor of a code and the name beside it (in capitals), either of which may be empty; None for neither.

    >>> cameo_actor("USAGOV", "UNITED STATES", 2019).id, cameo_actor("ISRMIL", "ISRAELI", 2019).name
    ('USA', 'Israel military')
    """
    parts = _parse(code.strip()[:_LONGEST])
    spoken = _ARTICLE.sub("", _CUT.sub("MINISTER", " ".join(legible(name[:_LONGEST]).split())))
    if spoken and (actor := _by_name(spoken, parts, year)):
        return actor
    if parts.groups:
        return _groups()[parts.groups[-1]]
    if place := known.state(parts.country) if parts.country else parts.region:
        return _of_place(place, spoken, parts)
    return _stateless(spoken, parts)


def _parse(code: str) -> _Parts:
    parts = _Parts()
    for block in (code[i : i + _BLOCK] for i in range(0, len(code), _BLOCK)):
        if block in _peoples() and not (block in _AFTER_COUNTRY and parts.country is None):
            parts.peoples.append(block)
        elif block in _groups():
            parts.groups.append(block)
        elif block in _roles():
            parts.roles[_roles()[block][1]].append(block)
        elif block.isupper() and block in known.regions():
            parts.region = parts.region or known.regions()[block]
        elif iso3 := _country(block):
            parts.country = parts.country or iso3
        elif block.isalpha() and block.islower():
            parts.peoples.append(block)
    return parts


def _country(block: str) -> str | None:
    if len(block) != _BLOCK or not block.isupper():
        return None
    return _codes().get(block) or country_code(block)


def _by_name(spoken: str, parts: _Parts, year: int | None) -> Actor | None:
    """The known actor that a name names and that the code does not contradict."""
    title = _spelt(spoken)
    place = countries().find(title)
    if (place and place == parts.country) or fold(title) in known.regions():
        return None
    if actor := set_name(title, parts.country):
        return actor
    for surface in (title, spoken, _OWNER.sub("'s", title)):
        entry = known.listed(surface, year)
        if entry and _agrees(entry, spoken, parts):
            return known.entry_actor(entry, known.middle(year) if entry.kind is ActorKind.PERSON else None)
    return None


def _spelt(spoken: str) -> str:
    """A name in capitals as it is written elsewhere: "People's Bank of China"."""
    return _SMALL.sub(lambda small: small[0].lower(), _WORD.sub(lambda word: word[0].capitalize(), spoken))


def _agrees(entry: Entry, spoken: str, parts: _Parts) -> bool:
    """Whether a code lets a name be this entry.

    A code of roles alone stands beside a common noun ("LEG", "CONGRESS"), a country alone beside a place
    ("USA", "LINCOLN"); a body of no single country has a code that says so.
    """
    body = bool(parts.roles["body"] or parts.groups or parts.region)
    if not parts.told:
        return True
    if entry.kind is ActorKind.ARMED_GROUP:
        return parts.country in {None, entry.country} or entry.country is None
    if entry.kind is ActorKind.PERSON:
        said = any(parts.roles.values()) or len(spoken.split()) > 1
        return body or (parts.country is not None and said and parts.country == entry.country)
    if parts.country is None:
        return body
    return entry.country == parts.country if entry.country else body or "MED" in parts.roles["strong"]


def _of_place(place: Actor, spoken: str, parts: _Parts) -> Actor:
    """A state or region itself, or those of it that the roles and peoples of the code say."""
    own = spoken and not countries().find(_spelt(spoken)) and fold(spoken) not in known.regions()
    if parts.roles["body"] and own:
        return known.named(_spelt(spoken), name_kind(_spelt(spoken), ActorKind.ORGANIZATION), parts.country)
    noun = parts.noun("strong", "body")
    if noun is None and parts.peoples:
        return _with(place, _people(parts, spoken)[0], ActorKind.GROUP)
    noun = noun or parts.noun("weak")
    if noun is None or noun == "government":
        return place
    body = known.role(parts.country, noun) if parts.country else None
    return body or _with(place, noun, known.noun_kind(noun))


def _stateless(spoken: str, parts: _Parts) -> Actor | None:
    """Whom a code without a place or group says, else whom the name says."""
    if parts.roles["body"] and spoken:
        return known.named(_spelt(spoken), name_kind(_spelt(spoken), ActorKind.ORGANIZATION))
    if parts.peoples:
        return _of_people(spoken, parts)
    if noun := parts.noun("strong", "body", "weak"):
        return _unnamed((spoken or noun).lower())
    return known.named(_spelt(spoken), name_kind(_spelt(spoken))) if spoken else None


def _of_people(spoken: str, parts: _Parts) -> Actor:
    people, adjective = _people(parts, spoken)
    noun = parts.noun("strong")
    name = people if noun is None or noun == "government" else f"{adjective} {noun}"
    return known.named(name, ActorKind.GROUP)


def _people(parts: _Parts, spoken: str) -> tuple[str, str]:
    """Name and adjective of the ethnic group, else the narrowest religion ("CHRCTH" are Catholics).

    One that the table does not list goes by the row's name, else by its code.
    """
    code = next(filter(str.islower, parts.peoples), parts.peoples[-1])
    return _peoples().get(code) or (_spelt(spoken) or code,) * 2


def _unnamed(noun: str) -> Actor:
    """Those of no state ("police", "president"); the scope keeps "democratic party" from a party of this name."""
    kind = ActorKind.ORGANIZATION if bodies().is_bare(noun) else ActorKind.GROUP
    return Actor(id=actor_id(noun, "cameo"), name=noun, kind=kind)


def _with(place: Actor, noun: str, kind: ActorKind) -> Actor:
    ours = countries().adjective(place.id) if place.id in countries() else None
    adjective = ours or _adjectives().get(place.name, place.name)
    return known.named(f"{adjective} {noun}", kind, place.country)


@cache
def _codes() -> dict[str, str]:
    return {row["code"]: row["iso3"] for row in rows("cameo_countries")}


@cache
def _groups() -> dict[str, Actor]:
    return {row["code"]: _listed_group(row) for row in rows("cameo_groups")}


def _listed_group(row: dict[str, str]) -> Actor:
    """The catalogue's; with a kind of its own where the catalogue has none."""
    if row["kind"]:
        return known.named(row["name"], ActorKind(row["kind"]), row["country"] or None)
    entry = known.listed(row["name"], None, known.NOT_PERSONS)
    if entry is None:
        raise LookupError(f"cameo_groups.tsv: {row['name']} is no name of the catalogue")
    return known.entry_actor(entry)


@cache
def _roles() -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["noun"], row["rank"]) for row in rows("cameo_roles")}


@cache
def _peoples() -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["people"], row["adjective"]) for row in rows("peoples")}


@cache
def _adjectives() -> dict[str, str]:
    return {row["name"]: row["adjective"] for row in rows("regions")}
