"""ICEWS coded events (20 columns, 1995 to 2023).

Source: ICEWS Coded Event Data readme and codebook (Boschee et al., Harvard Dataverse, doi:10.7910/DVN/28075). An
Event ID is unique on its Event Date only; acts of both sides come as two rows, one from either.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.model import Action, Actor, DatePrecision, Place
from loaders.datasets.coded import Citation, CodedEvent, Counts, RowError, When
from loaders.datasets.formats import fields as cells
from loaders.datasets.formats.cameo import Act, act
from loaders.datasets.formats.fields import line, told
from loaders.datasets.names.actors import country_code, named_actor
from loaders.datasets.names.places import dataset_place

_MUTUAL_ACTIONS = {Action.CONSULT, Action.COOPERATE}
# Intents to cooperate and to meet, diplomatic cooperation, a treaty: the other codes that come from both sides.
_MUTUAL_CODES = {"030", "032", "036", "037", "050", "057"}
_LONGEST_ID = 60


class Icews:
    """Rows of `events.YYYY.*.tab`."""

    name = "icews"
    dataset = "ICEWS"
    licence = "ICEWS Coded Event Data, Harvard Dataverse doi:10.7910/DVN/28075: its terms of use; cite"

    def read(self, fields: Mapping[str, str]) -> CodedEvent:
        """The event of a row. The set has no versions of rows; its source is the publisher and the sentence's place."""
        get = fields.get
        number = line(get("Event ID"), _LONGEST_ID)
        if not number:
            raise RowError("id", "no Event ID")
        day = cells.day(get("Event Date") or "")
        what = act(told(get("CAMEO Code")))
        source = _actor(get("Source Name"), get("Source Country"), day.year)
        target = _actor(get("Target Name"), get("Target Country"), day.year)
        if source is None and target is None:
            raise RowError("no_actor", "neither Source nor Target is named")
        if what.turned:
            source, target = target, source
        return CodedEvent(
            id=f"{number}/{day.isoformat()}",
            version="",
            action=what.action,
            mode=what.mode,
            cameo=what.cameo,
            modality=what.modality,
            source=source,
            target=target,
            when=When(day, None, DatePrecision.DAY),
            place=_place(fields),
            counts=Counts(),
            citations=_citations(get("Publisher"), get("Sentence Number")),
            contexts=what.contexts,
            twin=_twin(fields, day.isoformat(), what),
        )


def _actor(name: str | None, country: str | None, year: int) -> Actor | None:
    named = line(name)
    return named_actor(named, country_code(told(country)), year) if named else None


def _place(fields: Mapping[str, str]) -> Place | None:
    lat, lon = cells.coordinates(fields.get("Latitude"), fields.get("Longitude"))
    named = (line(fields.get(name)) for name in ("City", "District", "Province", "Country"))
    name = next(filter(None, named), None)
    return dataset_place(name, country_code(told(fields.get("Country"))), lat, lon) if name else None


def _citations(publisher: str | None, sentence: str | None) -> tuple[Citation, ...]:
    name, index = line(publisher), cells.index(sentence)
    return (Citation(publisher=name, sentence_index=index),) if name or index is not None else ()


def _twin(fields: Mapping[str, str], day: str, what: Act) -> str | None:
    """What both rows of a mutual act have in common; None for any other act, or where a part of it is missing."""
    if what.action not in _MUTUAL_ACTIONS and what.cameo not in _MUTUAL_CODES:
        return None
    story, sentence = line(fields.get("Story ID")), line(fields.get("Sentence Number"))
    names = sorted(line(fields.get(name)) or "" for name in ("Source Name", "Target Name"))
    if not (story and sentence and all(names)):
        return None
    return "|".join((day, story, sentence, what.cameo, *names))
