"""Places of event data sets: the gazetteer's own where a row means one of these, else the row's."""

from __future__ import annotations

import re
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from graph.model import Place, place_id
from graph.text import digest, fold, legible
from loaders.extract.places import CITY, known_place

_REMEMBERED = 1 << 16
# How far apart two data sets put the middle of one town, in km.
_NEAR = 30.0
_EARTH_RADIUS = 6371.0
# "Donetsk Oblast" is no town, though a town of this name lies in it.
_UNIT = re.compile(r"\b(?:oblast|province|governorate|district|region|state|county|prefecture)\b", re.IGNORECASE)
# Two villages of one name in a country are two places; 0.01 degrees are about 1 km.
_DIGITS = 2


@lru_cache(_REMEMBERED)
def dataset_place(name: str, country: str | None, lat: float | None, lon: float | None) -> Place | None:
    """The place of a row; `country` is alpha-3, `lat` and `lon` degrees, both or none. None without a name.

    A state or town that articles know by this name, in this country and within 30 km, is that very place; a state has
    no coordinates. Raises ValueError for coordinates out of range.

    >>> dataset_place("Aleppo", "SYR", 36.2, 37.15).id
    'gn-170063'
    """
    name = " ".join(legible(name).split())
    if not fold(name):
        return None
    known = known_place(name, (country,) if country else ())
    town = known is not None and known.id.startswith(CITY)
    if known is not None and _is(known, country, lat, lon) and not (town and _UNIT.search(name)):
        return known
    if lat is None or lon is None:
        return Place(id=place_id(name, country), name=name, country=country)
    spot = (round(degrees, _DIGITS) + 0.0 for degrees in (lat, lon))  # + 0.0: no negative zero
    return Place(id=digest("pl", fold(name), country, *spot), name=name, country=country, lat=lat, lon=lon)


def _is(known: Place, country: str | None, lat: float | None, lon: float | None) -> bool:
    if country is not None and known.country != country:
        return False
    if known.id == known.country:
        return True
    if known.lat is None or known.lon is None:
        return False
    if lat is None or lon is None:
        return country is not None
    return _distance(known.lat, known.lon, lat, lon) <= _NEAR


def _distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Kilometres along the great circle."""
    rise, turn = radians(lat2 - lat1) / 2, radians(lon2 - lon1) / 2
    chord = sin(rise) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(turn) ** 2
    return 2 * _EARTH_RADIUS * asin(sqrt(min(chord, 1.0)))
