"""States by what event data sets call them: English names old and new, ISO 3166-1 alpha-3 and numeric, FIPS 10-4.

ISO codes and English names come from CLDR (`babel`), the news' names from the actors' list; what only data sets write
is in `data/country_names.tsv`, FIPS 10-4 in `data/fips.tsv`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global

from graph.text import fold
from loaders.actors.countries import countries
from loaders.actors.tables import many
from loaders.actors.tables import rows as actor_rows
from loaders.datasets.lists import rows

_REMEMBERED = 1 << 14
_BRACKET = re.compile(r"\s*\([^()]*\)\s*\Z")
# Alpha-3 codes of states that are gone, which CLDR gives beside their heirs' codes: no code of a state today.
_GONE = frozenset({"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"})
# What ISO 3166 leaves to users: CLDR's European Union (QUU), Kosovo (the list's is XKX) and pseudo-regions.
_PRIVATE = frozenset({"QUU", "XAA", "XBB", "XKK", "ZZZ"})


@lru_cache(_REMEMBERED)
def country_code(name_or_code: str) -> str | None:
    """Alpha-3 code of a state or territory by its name in English or its ISO code; None for anything else.

    >>> country_code("DR Congo (Zaire)"), country_code("204"), country_code("Occupied Palestinian Territory")
    ('COD', 'BEN', 'PSE')
    """
    text = name_or_code.strip()
    if text.isascii() and text.isdigit():
        return _codes().get(text.zfill(3))
    if len(text) == 3 and text.isupper() and (code := _codes().get(text)):
        return code
    return _names().get(fold(text)) or _names().get(fold(_BRACKET.sub("", text)))


def fips_country(code: str) -> str | None:
    """Alpha-3 code for a country code of FIPS 10-4, as GDELT gives places; None for none and for the seas (OS)."""
    return _fips().get(code)


@cache
def territory_name(iso3: str) -> str | None:
    """The English name, in news for states and in CLDR for territories; None for no code."""
    if iso3 in countries():
        return countries().name(iso3)
    alpha2 = next((alpha2 for alpha2, alpha3 in _alpha3().items() if alpha3 == iso3), None)
    return Locale("en").territories.get(alpha2) if alpha2 else None


@cache
def _alpha3() -> dict[str, str]:
    """Alpha-3 by alpha-2 codes in use."""
    aliases = get_global("territory_aliases")
    return {
        heirs[0]: code
        for code, heirs in aliases.items()
        if len(code) == 3 and code.isalpha() and len(heirs) == 1 and code not in _GONE | _PRIVATE
    }


@cache
def _codes() -> dict[str, str]:
    """Alpha-3 by alpha-3 and numeric codes, those of gone states leading to their heirs."""
    alpha3 = _alpha3()
    found = {
        code: alpha3[heirs[0]]
        for code, heirs in get_global("territory_aliases").items()
        if len(code) == 3 and len(heirs) == 1 and heirs[0] in alpha3
    }
    return found | {code: code for code in countries()}


@cache
def _names() -> dict[str, str]:
    english = Locale("en").territories
    found = {fold(english[alpha2]): code for alpha2, code in _alpha3().items() if alpha2 in english}
    for row in actor_rows("countries"):
        iso3 = row["iso3"]
        found |= {fold(name): iso3 for name in (countries().name(iso3), *many(row["extra_en"]))}
    return found | {fold(row["name"]): row["iso3"] for row in rows("country_names")}


@cache
def _fips() -> dict[str, str]:
    return {row["fips"]: row["iso3"] for row in rows("fips")}
