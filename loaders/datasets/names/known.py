"""The actors that articles name too, for the parts that a data set's name or code says: one node for both.

Identifiers are those that `loaders.actors.resolve` gives for the English phrase ("Israel military", "Iraqi rebels").
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from graph.model import Actor, ActorKind, actor_id
from graph.text import fold
from loaders.actors.bodies import Body, bodies
from loaders.actors.catalogue import Entry, catalogue
from loaders.actors.countries import countries
from loaders.datasets.lists import rows
from loaders.datasets.names.country_codes import territory_name

_REMEMBERED = 1 << 14
NOT_PERSONS = tuple(kind for kind in ActorKind if kind is not ActorKind.PERSON)


@cache
def state(iso3: str) -> Actor:
    """A state; a territory that does not act in the news for itself goes by its name. Raises KeyError for no code."""
    if iso3 in countries():
        name, aliases = countries().name(iso3), countries().aliases(iso3)
        return Actor(id=iso3, name=name, kind=ActorKind.COUNTRY, country=iso3, aliases=aliases)
    territory = territory_name(iso3)
    if territory is None:
        raise KeyError(iso3)
    return named(territory, ActorKind.ORGANIZATION, iso3)


@lru_cache(_REMEMBERED)
def entry_actor(entry: Entry, day: date | None = None) -> Actor:
    return Actor(
        id=actor_id(entry.name),
        name=entry.name,
        kind=entry.kind,
        country=entry.country_on(day) if entry.kind is ActorKind.PERSON else entry.country,
        aliases=entry.aliases,
        wikidata=entry.wikidata,
    )


def named(name: str, kind: ActorKind, country: str | None = None, aliases: tuple[str, ...] = ()) -> Actor:
    """An actor that only the data set names; the catalogue's where the name, and so the identifier, is the same."""
    if entry := _catalogued().get(fold(name)):
        return entry_actor(entry)
    return Actor(id=actor_id(name), name=name, kind=kind, country=country, aliases=aliases)


@cache
def _catalogued() -> dict[str, Entry]:
    return {fold(entry.name): entry for entry in catalogue().entries}


@lru_cache(_REMEMBERED)
def role(iso3: str, noun: str) -> Actor | None:
    """People or a body of one state by the noun that a set uses ("Citizen", "Foreign Affairs", "police").

    None where neither `data/roles.tsv` nor the actors' list of bodies knows the noun, and for a territory.
    """
    if iso3 not in countries():
        return None
    listed_noun = _nouns().get(fold(noun))
    phrase, kind = listed_noun or (noun, "")
    if listed_noun and "{" in phrase:
        name = phrase.format(name=countries().name(iso3), adjective=countries().adjective(iso3))
        return named(name, ActorKind(kind), iso3)
    try:
        return body_actor(bodies().of(iso3, phrase))
    except KeyError:
        return None


def noun_kind(noun: str) -> ActorKind:
    """What those are whom a noun of `data/roles.tsv` means; a group where it does not say."""
    _, kind = _nouns().get(fold(noun), ("", ""))
    return ActorKind(kind) if kind and kind != ActorKind.COUNTRY else ActorKind.GROUP


@cache
def _nouns() -> dict[str, tuple[str, str]]:
    return {fold(row["noun"]): (row["body"], row["kind"]) for row in rows("roles")}


def body_actor(body: Body) -> Actor:
    """A body of a state, under the catalogue's name where it has a proper one (the State Duma)."""
    if body.kind is ActorKind.COUNTRY:
        return state(body.country)
    entry = catalogue().lookup(body.name, None, NOT_PERSONS)
    return entry_actor(entry) if entry else named(body.name, body.kind, body.country)


@lru_cache(_REMEMBERED)
def listed(name: str, year: int | None = None, kinds: tuple[ActorKind, ...] = tuple(ActorKind)) -> Entry | None:
    """The entry of the catalogue that `name` is; of several holders of one name the one in office in mid-`year`."""
    return catalogue().lookup(name, middle(year), kinds)


def middle(year: int | None) -> date | None:
    """The day that stands for a year; None out of range."""
    return date(year, 7, 1) if year is not None and date.min.year <= year <= date.max.year else None


@cache
def regions() -> dict[str, Actor]:
    """Parts of the world as groups, by their CAMEO codes and by their folded names."""
    found: dict[str, Actor] = {}
    for row in rows("regions"):
        others = tuple(filter(None, row["also"].split("|")))
        actor = named(row["name"], ActorKind.GROUP, aliases=others)
        found |= dict.fromkeys((row["code"], *map(fold, (row["name"], *others))), actor)
    return found
