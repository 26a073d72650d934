"""UCDP's Georeferenced Event Dataset: every release by its column names, candidate events and HDX's copies too.

UCDP does not say who struck first in state-based and non-state conflict; of one-sided violence side_a is the
perpetrator and side_b civilians (codebook, `side_a`). Casus' convention: side_a is the source, side_b the target.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from itertools import zip_longest

from graph.model import ActorKind, DatePrecision, Modality, Place
from loaders.datasets.coded import Citation, CodedEvent, Counts, RowError, When
from loaders.datasets.formats import fields as cells
from loaders.datasets.formats.coding import codings
from loaders.datasets.formats.fields import line, told
from loaders.datasets.names.actors import country_code, named_actor
from loaders.datasets.names.places import dataset_place

_CODINGS = {key: coding for (key,), coding in codings("ucdp_types", "type_of_violence").items()}
# Codebook, `date_prec`: 1 the day; 2 within two to six days; 3 the week; 4 within 8 to 30 days or the month; 5 longer.
# A copy of the file that lacks the column gives the days as they stand.
_PRECISIONS = {
    "": DatePrecision.DAY,
    "1": DatePrecision.DAY,
    "2": DatePrecision.WEEK,
    "3": DatePrecision.WEEK,
    "4": DatePrecision.MONTH,
    "5": DatePrecision.YEAR,
}
_ID = re.compile(r"[0-9]{1,12}")
# source_article: "Office,2017-01-30,Headline";"Office,2017-02-01,Headline". Commas may stand in office and headline.
_BETWEEN = '";"'
_ARTICLE = re.compile(r"(.+?),\s*([0-9]{4}-[0-9]{2}-[0-9]{2}),(.*)", re.DOTALL)
# number_of_sources of events that were coded before 2013.
_UNCOUNTED = "-1"
_REMEMBERED = 1 << 12


class Ucdp:
    """Rows of one release. A row does not tell its release, so the file's gives every row its `version`."""

    name = "ucdp"
    dataset = "UCDP GED"
    licence = "UCDP GED: CC BY 4.0 (https://ucdp.uu.se); cite Sundberg and Melander 2013 and the release's paper"

    def __init__(self, release: str = "") -> None:
        """`release` as text that sorts (see `release.py`)."""
        self.release = release

    def read(self, fields: Mapping[str, str]) -> CodedEvent:
        get = fields.get
        identity = _code(get("id"))
        if not _ID.fullmatch(identity):
            raise RowError("id", f"id {cells.quoted(identity)} is no number")
        kind = _code(get("type_of_violence"))
        coding = _CODINGS.get(kind)
        if coding is None or coding.action is None:
            raise RowError("event", f"type_of_violence {cells.quoted(kind)} is none of 1, 2, 3")
        when = _when(told(get("date_start")), told(get("date_end")), _code(get("date_prec")))
        country = country_code(told(get("iso3"))) or country_code(told(get("country")))
        year = when.start.year if when.start else None
        side_a, side_b = told(get("side_a")), told(get("side_b"))
        source = named_actor(side_a, country, year, ActorKind.ARMED_GROUP) if side_a else None
        target = named_actor(side_b, country, year, ActorKind.ARMED_GROUP) if side_b else None
        if source is None and target is None:
            raise RowError("no_actor", "neither side_a nor side_b names anyone")
        return CodedEvent(
            id=identity,
            version=self.release,
            action=coding.action,
            mode=coding.mode,
            cameo=None,
            modality=Modality.OCCURRED,
            source=source,
            target=target,
            when=when,
            place=_place(fields, country),
            counts=_counts(fields),
            citations=_citations(*(told(get(f"source_{part}")) for part in ("article", "office", "date", "headline"))),
        )


def _code(cell: str | None) -> str:
    """A code or identifier, also where a copy of the file made 1.0 of 1."""
    return told(cell).removesuffix(".0")


@lru_cache(_REMEMBERED)
def _when(first: str, last: str, precision: str) -> When:
    if precision not in _PRECISIONS:
        raise RowError("code", f"date_prec {cells.quoted(precision)} is none of 1 to 5")
    start = cells.day(first)
    end = cells.day(last) if last else start
    if end < start:
        raise RowError("date", f"date_end {cells.quoted(last)} is before date_start {cells.quoted(first)}")
    return When(start, end if end > start else None, _PRECISIONS[precision])


def _place(fields: Mapping[str, str], country: str | None) -> Place | None:
    lat, lon = cells.coordinates(fields.get("latitude"), fields.get("longitude"))
    named = (line(fields.get(name)) for name in ("where_coordinates", "adm_2", "adm_1", "country"))
    name = next(filter(None, named), None)
    return dataset_place(name, country, lat, lon) if name else None


def _counts(fields: Mapping[str, str]) -> Counts:
    sources = told(fields.get("number_of_sources"))
    return Counts(
        sources=None if sources == _UNCOUNTED else cells.count(sources),
        deaths=cells.count(fields.get("best")),
        deaths_low=cells.count(fields.get("low")),
        deaths_high=cells.count(fields.get("high")),
    )


@lru_cache(_REMEMBERED)
def _citations(articles: str, offices: str, days: str, headlines: str) -> tuple[Citation, ...]:
    """The sources, from the one column that parts them by quotes, else from the lists, as far as these tell.

    Headlines hold semicolons themselves: where they are not as many as offices, nothing says which is whose, unless
    there is one office only. A reference in neither form is a title as it stands.
    """
    found = [_article(part) for part in articles.removeprefix('"').removesuffix('"').split(_BETWEEN)]
    if offices and not all(citation.publisher for citation in found):
        found = _listed(offices.split(";"), days.split(";"), headlines)
    return tuple(citation for citation in dict.fromkeys(found) if any(citation))


def _article(reference: str) -> Citation:
    form = _ARTICLE.fullmatch(reference)
    return _citation(*form.groups()) if form else _citation("", "", reference)


def _listed(offices: list[str], days: list[str], headlines: str) -> list[Citation]:
    titles = [headlines] if len(offices) == 1 else headlines.split(";")
    if len(titles) != len(offices):
        titles = []
    if len(days) != len(offices):
        days = []
    return [_citation(*cited) for cited in zip_longest(offices, days, titles, fillvalue="")]


def _citation(office: str, day: str, title: str) -> Citation:
    return Citation(title=line(title), publisher=line(office), published=_published(day))


def _published(cell: str) -> date | None:
    try:
        return cells.day(cell)
    except RowError:
        return None
