"""Actors of names: those of ICEWS ("Citizen (Iraq)"), ACLED ("Military Forces of Mali (2020-)", "JNIM: Group for
Support of Islam and Muslims"), UCDP GED ("Government of Ukraine", "IS") and POLECAT (titles of Wikipedia's pages).

A state's government is the state. What several sides did ("JNIM and/or Islamic State (Sahel)") stays theirs together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graph.model import Actor, ActorKind
from graph.text import fold, legible
from loaders.actors.bodies import bodies
from loaders.actors.catalogue import Entry
from loaders.actors.countries import countries
from loaders.actors.titles import strip_titles
from loaders.datasets.names import known
from loaders.datasets.names.country_codes import country_code, territory_name
from loaders.datasets.names.kinds import is_common, name_kind, set_name

_REMEMBERED = 1 << 15
# Longer than any name of an actor; what is longer is cut.
_LONGEST = 300
_NOBODY = frozenset(
    {"", "na", "n a", "nan", "none", "null", "unspecified actor", "unidentified state actor", "unknown"}
)
_YEARS = re.compile(r"\s*\((?:\d{4})?\s*-\s*(?:\d{4})?\)")
_FORCES = re.compile(r"(?P<noun>Government|Military Forces|Police Forces) of (?:the )?(?P<state>.+)\Z")
_NOUNS = {"Government": "government", "Military Forces": "military", "Police Forces": "police"}
# What Wikipedia puts behind a title to tell two apart: "(politician)", "(born 1961)".
_QUALIFIER = re.compile(r"\s*\([a-z][^()]*\)\Z")
_OWNED = re.compile(r"(?P<who>.+?)\s*\((?P<whose>[^()]+(?:\([^()]*\))?)\)\Z")
_SHORT = re.compile(r"(?P<short>[^\s:][^:]{0,30}): +(?P<long>.+)\Z")
_SEVERAL = " and/or "
# A name of capitals this long or shorter is an abbreviation, which means another actor in another country.
_ABBREVIATION = 5


@lru_cache(_REMEMBERED)
def named_actor(name: str, country: str | None, year: int | None, otherwise: ActorKind | None = None) -> Actor | None:
    """The actor of a name; `country` is the alpha-3 code that the row tells, if any. None for a name of nobody.

    The name as the set writes it is among the aliases. `otherwise`: what an unknown actor is where its name does not
    say; None takes two to five names for a person, else an organization.

    >>> named_actor("Military Forces of Israel (2022-)", None, 2023).name
    'Israel military'
    """
    text = " ".join(legible(name[:_LONGEST]).split())
    if fold(text) in _NOBODY:
        return None
    actor = _known(text, country, year) or _unknown(text, country, otherwise)
    if text == actor.name or text in actor.aliases:
        return actor
    return actor.model_copy(update={"aliases": (*actor.aliases, text)})


def _known(text: str, country: str | None, year: int | None) -> Actor | None:
    if _SEVERAL in text:
        return None
    plain = _plain_name(text)
    if actor := set_name(plain, country) or _forces(text):
        return actor
    if iso3 := country_code(plain):
        return known.state(iso3)
    if owned := _OWNED.match(plain):
        return _owned(owned["who"], owned["whose"], year) or _listed(plain, country, year)
    return _plain(plain, country, year)


def _plain_name(text: str) -> str:
    """Without years and without the qualifier of a title, as far as a name is left."""
    return _QUALIFIER.sub("", _YEARS.sub("", text)) or text


def _plain(text: str, country: str | None, year: int | None) -> Actor | None:
    """A name without a bracket: a known actor, a body of a state, a part of the world, a part of the name."""
    if actor := _listed(text, country, year) or known.regions().get(fold(text)):
        return actor
    if iso3 := countries().find(text, "en"):
        return known.state(iso3)
    if country and (body := known.role(country, text)):
        return body
    if read := bodies().read(text, "en"):
        return known.body_actor(read)
    parts = (set_name(part, country) or _listed(part, country, year) for part in _parts(text))
    return next(filter(None, parts), None)


def _forces(text: str) -> Actor | None:
    """ "Military Forces of Benin (2016-) Forest Guards": a unit where the tables know it, else the whole force."""
    found = _FORCES.match(text)
    if found is None:
        return None
    state, _, unit = _YEARS.sub("\0", found["state"]).partition("\0")
    iso3 = country_code(state)
    if iso3 is None or "," in state:
        return None
    unit = unit.strip()
    body = (set_name(unit, iso3) or known.role(iso3, unit)) if unit else None
    return body or known.role(iso3, _NOUNS[found["noun"]]) or known.state(iso3)


def _owned(who: str, whose: str, year: int | None) -> Actor | None:
    """ "Citizen (Iraq)", "Socialist Party (Spain)", "Terrorist (Boko Haram)"."""
    iso3 = country_code(whose)
    if iso3 is None:
        entry = known.listed(whose, year, known.NOT_PERSONS)
        return known.entry_actor(entry) if entry else None
    if actor := set_name(who, iso3) or known.role(iso3, who):
        return actor
    entry = known.listed(who, year)
    if entry is None or (entry.country != iso3 and (entry.country or entry.kind is not ActorKind.ARMED_GROUP)):
        return None
    return _entry(entry, year)


def _listed(text: str, country: str | None, year: int | None) -> Actor | None:
    for surface in dict.fromkeys((text, strip_titles(text))):
        entry = known.listed(surface, year)
        if entry and _agrees(entry, surface, country):
            return _entry(entry, year)
    for surface in _shorter(text):
        entry = known.listed(surface, year, (ActorKind.PERSON,))
        if entry and country and entry.country == country:
            return _entry(entry, year)
    return None


def _entry(entry: Entry, year: int | None) -> Actor:
    return known.entry_actor(entry, known.middle(year) if entry.kind is ActorKind.PERSON else None)


def _agrees(entry: Entry, surface: str, country: str | None) -> bool:
    """Whether a row of this country may mean the entry of another one.

    Not by one word of a person's name, an abbreviation, or words that parties and bodies of many states are called by
    ("Democratic Party"); other names are enough: UCDP and ACLED tell the country where it happened, and ICEWS errs.
    """
    if entry.country is None or country in {None, entry.country}:
        return True
    if entry.kind is ActorKind.PERSON:
        return " " in surface
    short = surface.isupper() and len(surface) <= _ABBREVIATION
    return not short and (entry.kind is ActorKind.ARMED_GROUP or not is_common(surface))


def _shorter(text: str) -> Iterator[str]:
    """Shorter names of a person: "Sergey Viktorovich Lavrov", "Mariano Rajoy Brey", "Aso Taro"."""
    parts = text.split()
    if len(parts) == 2:
        yield f"{parts[1]} {parts[0]}"
    elif len(parts) > 2:
        yield f"{parts[0]} {parts[-1]}"
        yield f"{parts[0]} {parts[1]}"


def _parts(text: str) -> Iterator[str]:
    """ "AQIM: Al Qaeda in the Islamic Maghreb", "Boko Haram - Jamaatu Ahli is-Sunnah": the one or the other half."""
    if short := _SHORT.match(text):
        yield short["long"]
        yield short["short"]
    elif " - " in text:
        yield from text.split(" - ", 1)


def _unknown(text: str, country: str | None, otherwise: ActorKind | None) -> Actor:
    """Under its own name without the years; the bracket with a state stays, since it tells two apart.

    A name that the catalogue has for another country's gets such a bracket too.
    """
    plain = _plain_name(text)
    owned = _OWNED.match(plain)
    home = (country_code(owned["whose"]) if owned else None) or country
    if _SEVERAL in plain:
        return known.named(plain, name_kind(plain, ActorKind.ARMED_GROUP), country)
    aliases: tuple[str, ...] = ()
    if short := _SHORT.match(plain):
        plain, aliases, kind = (
            short["long"],
            (short["short"],),
            name_kind(short["long"], otherwise or ActorKind.ORGANIZATION),
        )
    else:
        kind = name_kind(owned["who"], otherwise or ActorKind.GROUP) if owned else name_kind(plain, otherwise)
    if home and not owned and known.listed(plain):
        plain = f"{plain} ({territory_name(home)})"
    return known.named(plain, kind, home, aliases)
