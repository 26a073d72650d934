"""ACLED exports: every layout by its column names, of the website and of the API.

ACLED does not say who began: actor1 and actor2 carry no direction (codebook, "Actors"). Casus' convention: actor1 is
the source and actor2 the target, unless sub-event and inter codes tell who suffers or who demonstrates; the rule of
each sub-event stands in `data/acled_types.tsv`. An armed clash is mutual, so its direction means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from graph.model import Actor, DatePrecision, Modality, Place
from loaders.datasets.coded import Citation, CodedEvent, Counts, RowError, When
from loaders.datasets.formats import fields as cells
from loaders.datasets.formats.coding import Coding, codings
from loaders.datasets.formats.fields import line, told
from loaders.datasets.names.actors import country_code, named_actor
from loaders.datasets.names.places import dataset_place

_CODINGS = codings("acled_types", "event_type", "sub_event_type")
# A copy of the file that lacks the column gives the day as it stands.
_PRECISIONS = {"": DatePrecision.DAY, "1": DatePrecision.DAY, "2": DatePrecision.WEEK, "3": DatePrecision.MONTH}
# Inter codes were numbers until 2024 and are words since; the others take no part in any rule.
_STATE, _RIOTERS, _PROTESTERS, _CIVILIANS = "state forces", "rioters", "protesters", "civilians"
_INTER = {"1": _STATE, "5": _RIOTERS, "6": _PROTESTERS, "7": _CIVILIANS}
_HARMED = {_CIVILIANS, _PROTESTERS}
_CROWD = {_RIOTERS, _PROTESTERS}
# BEN892; old African sets have the number first.
_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
_TIMESTAMP = re.compile(r"([0-9]{1,12})(?:\.0*)?")
_DAY = re.compile(r"([0-9]{1,2})([ /-])([A-Za-z]{3,9}|[0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_MONTHS = "january february march april may june july august september october november december".split()
# The set begins in 1997, so a year of two digits is of the last century from here on.
_FIRST_YEAR = 97
_NOTE = 1000
_REMEMBERED = 1 << 16


class Acled:
    """Rows of an ACLED export, newest layout to oldest."""

    name = "acled"
    dataset = "ACLED"
    licence = "ACLED terms of use (https://acleddata.com): attribution; raw data may not be redistributed"

    def read(self, fields: Mapping[str, str]) -> CodedEvent:
        """The event of a row; `version` is the time of its last change, in seconds since 1970, twelve digits."""
        get = fields.get
        identity = told(get("event_id_cnty"))
        if not _ID.fullmatch(identity):
            raise RowError("id", f"event_id_cnty {cells.quoted(identity)} is none of ACLED's")
        coding = _coding(told(get("event_type")), told(get("sub_event_type")))
        if coding.action is None:
            raise RowError("not_plover", f"no action of PLOVER for {_type(get('event_type'), get('sub_event_type'))}")
        when = _when(told(get("event_date")), told(get("time_precision")))
        country = country_code(told(get("country"))) or country_code(told(get("iso")))
        source, target = _sides(coding.sides, fields, country, when)
        if source is None and target is None:
            raise RowError("no_actor", "neither actor1 nor actor2 names anyone")
        return CodedEvent(
            id=identity,
            version=_version(told(get("timestamp"))),
            action=coding.action,
            mode=coding.mode,
            cameo=None,
            modality=Modality.OCCURRED,
            source=source,
            target=target,
            when=when,
            place=_place(fields, country),
            counts=Counts(deaths=cells.count(get("fatalities"))),
            citations=_citations(told(get("source"))),
            note=line(get("notes"), _NOTE),
        )


@lru_cache(_REMEMBERED)
def _coding(event_type: str, sub_event_type: str) -> Coding:
    if coding := _CODINGS.get((event_type.casefold(), sub_event_type.casefold())):
        return coding
    raise RowError("event", f"{_type(event_type, sub_event_type)} is none of ACLED's types")


def _type(event_type: str | None, sub_event_type: str | None) -> str:
    return f"{cells.quoted(told(event_type))}, {cells.quoted(told(sub_event_type))}"


@lru_cache(_REMEMBERED)
def _when(day: str, precision: str) -> When:
    """The day that the set gives, which stands for its week or month where it is known no better."""
    if precision not in _PRECISIONS:
        raise RowError("code", f"time_precision {cells.quoted(precision)} is none of 1, 2, 3")
    return When(_day(day), None, _PRECISIONS[precision])


def _day(cell: str) -> date:
    """28 December 2022, 28-Dec-22, 28/12/2022 (the codebook's order: day first) or ISO 8601; RowError "date"."""
    found = _DAY.fullmatch(cell)
    if not found:
        return cells.day(cell)
    year = int(found[4])
    if len(found[4]) == 2:
        year += 1900 if year >= _FIRST_YEAR else 2000
    try:
        return cells.day(f"{year:04}-{_month(found[3]):02}-{int(found[1]):02}")
    except RowError:
        raise RowError("date", f"{cells.quoted(cell)} is no day, or none of these centuries") from None


def _month(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return next((i for i, name in enumerate(_MONTHS, 1) if name.startswith(word.lower())), 0)


def _sides(rule: str, fields: Mapping[str, str], country: str | None, when: When) -> tuple[Actor | None, Actor | None]:
    """Source and target by the rule of the sub-event (see `data/acled_types.tsv`)."""
    inter1, inter2 = _inter(fields.get("inter1")), _inter(fields.get("inter2"))
    year = when.start.year if when.start else None
    first, second = told(fields.get("actor1")), told(fields.get("actor2"))
    if _turned(rule, inter1, inter2):
        first, second, inter2 = second, first, inter1
    if rule == "protest" and inter2 != _STATE:
        second = ""
    return (
        named_actor(first, country, year) if first else None,
        named_actor(second, country, year) if second else None,
    )


def _turned(rule: str, inter1: str, inter2: str) -> bool:
    if rule == "harmed":
        return inter1 in _HARMED and inter2 not in _HARMED
    if rule in {"mob", "protest"}:
        return inter2 in _CROWD and inter1 not in _CROWD
    return False


def _inter(cell: str | None) -> str:
    code = told(cell).removesuffix(".0")
    return _INTER.get(code) or code.lower()


def _version(timestamp: str) -> str:
    if not timestamp:
        return ""
    if found := _TIMESTAMP.fullmatch(timestamp):
        return found[1].zfill(12)
    raise RowError("date", f"timestamp {cells.quoted(timestamp)} is no time in seconds")


def _place(fields: Mapping[str, str], country: str | None) -> Place | None:
    lat, lon = cells.coordinates(fields.get("latitude"), fields.get("longitude"))
    named = (line(fields.get(name)) for name in ("location", "admin3", "admin2", "admin1", "country"))
    name = next(filter(None, named), None)
    return dataset_place(name, country, lat, lon) if name else None


@lru_cache(_REMEMBERED)
def _citations(sources: str) -> tuple[Citation, ...]:
    named = (line(source) for source in sources.split(";"))
    return tuple(Citation(publisher=name) for name in dict.fromkeys(named) if name)
