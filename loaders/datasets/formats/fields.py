"""Cells of event data sets as values, strict: a cell is read, is empty, or is a RowError that quotes it.

A million rows repeat the same days and places, so these are remembered by their text.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from graph.text import legible
from loaders.datasets.coded import RowError
from loaders.readers.record import web_address

# R writes NA, databases NULL, Python None where a value is missing.
_MISSING = frozenset({"", "NA", "N/A", "NULL", "null", "None", "NaN", "nan"})
# ISO 8601 in its long or its short form; a time of day may follow the long one (UCDP: "2021-03-05 00:00:00.000").
_DAY = re.compile(r"([0-9]{4})(?:([0-9]{2})([0-9]{2})|-([0-9]{2})-([0-9]{2})(?:[ T][0-9:.]{5,15}Z?)?)")
_FIRST_YEAR, _LAST_YEAR = 1600, 2200
_COUNT = re.compile(r"([0-9]{1,9})(?:\.0*)?")
_DEGREES = re.compile(r"[+-]?(?:[0-9]{1,9}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,2})?")
_QUOTED = 40
LINE = 500
_LONGEST_ADDRESS = 2000
_REMEMBERED = 1 << 16
# One article gives many rows, mostly one after the other: few addresses need to be kept.
_ADDRESSES = 1 << 12


def told(cell: str | None) -> str:
    """The cell without blanks around it; empty where the set says that it does not know.

    >>> told(" NA ")
    ''
    """
    if cell is None:
        return ""
    cell = cell.strip()
    return "" if cell in _MISSING else cell


def line(cell: str | None, limit: int = LINE) -> str | None:
    """What the cell tells, as one line of at most `limit` characters and none that XML forbids; None where nothing."""
    text = told(cell)
    if not text:
        return None
    if not (text.isascii() and text.isprintable()):
        text = legible(text)
    return " ".join(text.split())[:limit].rstrip() or None


def day(cell: str) -> date:
    """A day of the calendar in YYYYMMDD or YYYY-MM-DD; RowError "date" for any other text, a missing day too.

    >>> day("20240229")
    datetime.date(2024, 2, 29)
    """
    return _day(cell.strip())


def count(cell: str | None) -> int | None:
    """How many; None where the cell is empty. RowError "count" for what is no whole number from 0 to 999,999,999."""
    number = told(cell)
    if not number:
        return None
    if found := _COUNT.fullmatch(number):
        return int(found[1])
    raise RowError("count", f"{quoted(number)} is no count")


def index(cell: str | None) -> int | None:
    """The place, from 0, of what the set counts from 1; None where it does not say. RowError "count"."""
    number = count(cell)
    return number - 1 if number else None


def coordinates(lat: str | None, lon: str | None) -> tuple[float | None, float | None]:
    """Degrees of WGS 84, two or none. RowError "coordinates" for one alone, no number, or what is off the globe."""
    return _coordinates(told(lat), told(lon))


@lru_cache(_ADDRESSES)
def address(cell: str) -> str | None:
    """The web address in the cell (http or https, no user or password); None for anything else or one too long."""
    return web_address(cell) if len(cell) <= _LONGEST_ADDRESS else None


def quoted(cell: str) -> str:
    """The cell for a reason's one line: its start, in quotes."""
    return repr(cell if len(cell) <= _QUOTED else cell[:_QUOTED] + "…")


@lru_cache(_REMEMBERED)
def _day(cell: str) -> date:
    if (found := _DAY.fullmatch(cell)) and _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR:
        try:
            return date(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5]))
        except ValueError:
            pass
    raise RowError("date", f"{quoted(cell)} is no day: YYYYMMDD or YYYY-MM-DD of {_FIRST_YEAR} to {_LAST_YEAR}")


@lru_cache(_REMEMBERED)
def _coordinates(north: str, east: str) -> tuple[float | None, float | None]:
    if not north and not east:
        return None, None
    if _DEGREES.fullmatch(north) and _DEGREES.fullmatch(east):
        lat, lon = float(north), float(east)
        if abs(lat) <= 90 and abs(lon) <= 180:
            return lat, lon
    raise RowError("coordinates", f"{quoted(north)}, {quoted(east)} is no latitude and longitude")
