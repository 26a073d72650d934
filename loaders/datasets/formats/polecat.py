"""POLECAT events (40 columns, 2018 on), coded in PLOVER by NGEC.

Source: POLECAT codebook (Halterman et al., Harvard Dataverse, doi:10.7910/DVN/AJGVIT) and PLOVER codebook, draft 0.8,
"Compound and Reciprocal Actors". Cells hold lists parted by ";" and "None" where nothing is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import zip_longest

from graph.model import Action, Actor, DatePrecision, Modality, Place
from graph.ontology import FIXED_MODALITY
from loaders.datasets.coded import Citation, CodedEvent, Counts, RowError, When
from loaders.datasets.formats import fields as cells
from loaders.datasets.formats.fields import line, told
from loaders.datasets.formats.plover import known_contexts, known_mode
from loaders.datasets.names.actors import cameo_actor, country_code, named_actor
from loaders.datasets.names.places import dataset_place

# Acts that all parties do to each other are told as one row with all of them as actors and no recipient.
_RECIPROCAL = {Action.CONSULT, Action.COOPERATE, Action.ASSAULT}
# PLOVER renamed two of CAMEO's roles: JRN is the press (CAMEO: MED), MED are physicians (CAMEO: HLH).
_CAMEO_ROLES = {"JRN": "MED", "MED": "HLH"}
_PARTIES = 2
_LONGEST_ID = 200
_LONGEST_LIST = 1000
_REMEMBERED = 1 << 16


class Polecat:
    """Rows of `ngecEvents.DV.YYYY.txt` and of the weekly and monthly files."""

    name = "polecat"
    dataset = "POLECAT"
    licence = "POLECAT, Harvard Dataverse doi:10.7910/DVN/AJGVIT: its terms of use; cite"

    def read(self, fields: Mapping[str, str]) -> CodedEvent:
        """The event of a row, between the first (primary) actor and the first recipient.

        Of a reciprocal event (CONSULT, COOPERATE, ASSAULT) without recipient the first two actors are source and
        target. Actors beyond these are not told: the set has one event where others have one for each pair.
        `version` is the coder's.
        """
        get = fields.get
        identity = line(get("Event ID"), _LONGEST_ID)
        if not identity:
            raise RowError("id", "no Event ID")
        day = cells.day(get("Event Date") or "")
        action = _action(told(get("Event Type")))
        actors, recipients = _parties(fields, "Actor", day.year), _parties(fields, "Recipient", day.year)
        if not recipients and action in _RECIPROCAL:
            recipients = actors[1:]
        if not actors and not recipients:
            raise RowError("no_actor", "neither actor nor recipient is named")
        return CodedEvent(
            id=identity,
            version=line(get("Version")) or "",
            action=action,
            mode=_mode(action, get("Event Mode")),
            cameo=None,
            modality=FIXED_MODALITY.get(action, Modality.OCCURRED),
            source=actors[0] if actors else None,
            target=recipients[0] if recipients else None,
            when=When(day, None, DatePrecision.DAY),
            place=_place(fields),
            counts=Counts(),
            citations=_citations(get("Source"), told(get("Publication Date"))),
            contexts=_contexts(line(get("Contexts"), _LONGEST_LIST) or ""),
        )


def _action(cell: str) -> Action:
    if cell.upper() in Action.__members__:
        return Action[cell.upper()]
    raise RowError("code", f"Event Type {cells.quoted(cell)} is none of PLOVER's")


def _mode(action: Action, cell: str | None) -> str | None:
    """The first of the modes that the codebook has."""
    return next(filter(None, (known_mode(action, name) for name in told(cell).split(";"))), None)


@lru_cache(_REMEMBERED)
def _contexts(cell: str) -> tuple[str, ...]:
    return known_contexts(cell.split(";"))


def _parties(fields: Mapping[str, str], side: str, year: int) -> tuple[Actor, ...]:
    get = fields.get
    names = line(get(f"{side} Name")) or line(get(f"{side} Name Raw")) or ""
    return _named(names, line(get(f"{side} Country")) or "", line(get(f"Primary {side} Sector")) or "", year)


@lru_cache(_REMEMBERED)
def _named(names: str, countries: str, sector: str, year: int) -> tuple[Actor, ...]:
    """The first two actors of a side: each by its name, or by country and sector where it has none.

    The lists of names and of countries belong together member by member only where they are as long as each other.
    """
    called, codes = _list(names), [country_code(cell) for cell in _list(countries)]
    if called and len(called) != len(codes):
        codes = [codes[0] if len(set(codes)) == 1 else None] * len(called)
    found: dict[str, Actor] = {}
    role = _CAMEO_ROLES.get(sector, sector)
    for name, code in zip_longest(called[:_PARTIES], codes[:_PARTIES], fillvalue=""):
        if name:
            actor = named_actor(name, code or None, year)
        else:
            actor = cameo_actor(f"{code}{role}", "", year) if code else None
        if actor:
            found.setdefault(actor.id, actor)
        role = ""  # the sector is the primary actor's
    return tuple(found.values())


def _list(cell: str) -> list[str]:
    """The members of a list, an empty text for one that is not known."""
    return [line(part) or "" for part in cell.split(";")] if cell else []


def _place(fields: Mapping[str, str]) -> Place | None:
    lat, lon = cells.coordinates(fields.get("Latitude"), fields.get("Longitude"))
    named = (line(fields.get(name)) for name in ("Placename", "City", "District", "Province", "Country"))
    name = next(filter(None, named), None)
    return dataset_place(name, country_code(told(fields.get("Country"))), lat, lon) if name else None


def _citations(publisher: str | None, day: str) -> tuple[Citation, ...]:
    name, published = line(publisher), cells.day(day) if day else None
    return (Citation(publisher=name, published=published),) if name or published else ()
