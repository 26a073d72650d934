"""GDELT events, 1.0 (57 or 58 columns) and 2.0 (61), under the names of the codebook.

Source: The GDELT Event Database data format codebook v2.0 (2015) and v1.03 (2013). Actor codes and EventCode are CAMEO,
countries of places FIPS 10-4.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from graph.model import Actor, DatePrecision, Place
from graph.text import digest
from loaders.datasets.coded import Citation, CodedEvent, Counts, RowError, When
from loaders.datasets.formats import fields as cells
from loaders.datasets.formats.cameo import act
from loaders.datasets.names.actors import cameo_actor, fips_country
from loaders.datasets.names.places import dataset_place

LICENCE = "GDELT Project (https://www.gdeltproject.org): free for any use with attribution and a link"
_NO_PLACE = "0"
_LONGEST_ID = 20
# YYYYMMDD in 1.0, YYYYMMDDHHMMSS in 2.0.
_STAMPS = (8, 14)
_CONTENT = (
    *("SQLDATE", "Actor1Code", "Actor1Name", "Actor2Code", "Actor2Name", "EventCode", "NumMentions", "NumSources"),
    *("NumArticles", "ActionGeo_FullName", "ActionGeo_Lat", "ActionGeo_Long", "DATEADDED", "SOURCEURL"),
)
_REMEMBERED = 1 << 16
_SOURCES = 1 << 12


class Gdelt:
    """Rows of `YYYYMMDD.export.CSV` (1.0) and `YYYYMMDDHHMMSS.export.CSV` (2.0)."""

    name = "gdelt"
    dataset = "GDELT"
    licence = LICENCE

    def read(self, fields: Mapping[str, str]) -> CodedEvent:
        """The event of a row; its place is ActionGeo, its version DATEADDED, its only source the first article."""
        get = fields.get
        identity = _identity(fields)
        day = cells.day(get("SQLDATE") or "")
        what = act(get("EventCode") or "")
        source = _actor(get("Actor1Code"), get("Actor1Name"), day.year)
        target = _actor(get("Actor2Code"), get("Actor2Name"), day.year)
        if source is None and target is None:
            raise RowError("no_actor", "neither Actor1 nor Actor2 is identified")
        if what.turned:
            source, target = target, source
        added = cells.told(get("DATEADDED"))
        if added:
            stamp_day(added)
        url = get("SOURCEURL")
        return CodedEvent(
            id=identity,
            version=added,
            action=what.action,
            mode=what.mode,
            cameo=what.cameo,
            modality=what.modality,
            source=source,
            target=target,
            when=When(day, None, DatePrecision.DAY),
            place=_place(fields),
            counts=Counts(
                cells.count(get("NumMentions")), cells.count(get("NumSources")), cells.count(get("NumArticles"))
            ),
            citations=_citations(url) if url else (),
            contexts=what.contexts,
        )


def event_id(cell: str | None) -> str:
    """GLOBALEVENTID; RowError "id" where it is no number."""
    identity = (cell or "").strip()
    if identity.isascii() and identity.isdigit() and len(identity) <= _LONGEST_ID:
        return identity
    raise RowError("id", f"GLOBALEVENTID {cells.quoted(identity)} is no number")


@lru_cache(_REMEMBERED)
def stamp_day(cell: str) -> date:
    """The day of YYYYMMDDHHMMSS or YYYYMMDD; RowError "date"."""
    if len(cell) in _STAMPS and cell.isascii() and cell.isdigit():
        return cells.day(cell[:8])
    raise RowError("date", f"{cells.quoted(cell)} is no time: YYYYMMDDHHMMSS or YYYYMMDD")


def source_of(cell: str, publisher: str | None = None) -> Citation:
    """The article at an address; a source that is cited otherwise keeps its text as title."""
    url = cells.address(cell)
    if url is None:
        return Citation(title=cells.line(cell), publisher=publisher)
    return Citation(url=url, publisher=publisher or _host(url))


def _identity(fields: Mapping[str, str]) -> str:
    """The set's identifier; in an extract that left its column out, one made of what the row says."""
    cell = fields.get("GLOBALEVENTID")
    return digest("row", *(fields.get(name) for name in _CONTENT)) if cell is None else event_id(cell)


@lru_cache(_SOURCES)
def _citations(cell: str) -> tuple[Citation, ...]:
    citation = source_of(cell)
    return (citation,) if citation.url or citation.title else ()


def _host(url: str) -> str | None:
    return (urlsplit(url).hostname or "").removeprefix("www.") or None


def _actor(code: str | None, name: str | None, year: int) -> Actor | None:
    told_code, told_name = cells.told(code), cells.line(name)
    return cameo_actor(told_code, told_name or "", year) if told_code or told_name else None


def _place(fields: Mapping[str, str]) -> Place | None:
    """The place of ActionGeo, named by what stands before its first comma ("Aceh, Aceh, Indonesia")."""
    get = fields.get
    lat, lon = cells.coordinates(get("ActionGeo_Lat"), get("ActionGeo_Long"))
    name = cells.line((get("ActionGeo_FullName") or "").partition(",")[0])
    if name is None or (get("ActionGeo_Type") or "").strip() == _NO_PLACE:
        return None
    return dataset_place(name, fips_country((get("ActionGeo_CountryCode") or "").strip()), lat, lon)
