"""The day of publication, as inputs write it. A day is read or it is None; it is never guessed."""

from __future__ import annotations

import re
from datetime import date

from loaders.extract.languages import codes, language

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januari",
            "feb february februari peb pebruari",
            "mar march maret mrt",
            "apr april",
            "may mei",
            "jun june juni",
            "jul july juli",
            "aug august agu agt ags agustus",
            "sep sept september",
            "oct october okt oktober",
            "nov november nop nopember",
            "dec december des desember",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(?<!\d)(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d)")
_DAY_MONTH = re.compile(
    r"(?<!\d)(?<!\d[-–/.,:])(\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})(?!\d)"
)
_MONTH_DAY = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_MAX_CHARS = 100
_FIRST_YEAR, _LAST_YEAR = 1600, 2200


def parse_day(value: str, lang: str | None = None) -> date | None:
    """The day in ISO 8601, RFC 822 or an English or Indonesian date, as written: no change of time zone.

    In 05/08/2024 the day comes first in languages whose words.toml says `day_first`; elsewhere that is nobody's to
    know, so None, as is any day that no calendar has.

    >>> parse_day("Senin, 5 Agustus 2024 14:00 WIB")
    datetime.date(2024, 8, 5)
    """
    value = value[:_MAX_CHARS]
    if found := _ISO.search(value):
        return _day(found[1], found[3], found[4])
    if found := _DAY_MONTH.search(value):
        return _day(found[3], _MONTHS.get(found[2].lower()), found[1])
    if found := _MONTH_DAY.search(value):
        return _day(found[3], _MONTHS.get(found[1].lower()), found[2])
    if found := _NUMBERS.search(value):
        first, second = int(found[1]), int(found[3])
        if first > 12 or first == second or _day_first(lang):
            return _day(found[4], second, first)
        if second > 12:
            return _day(found[4], first, second)
    return None


def _day_first(lang: str | None) -> bool:
    return lang in codes() and bool(language(lang).dates["day_first"])


def _day(year: str, month: str | int | None, day: str | int) -> date | None:
    if month is None or not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
