"""From coded events to the rows that a store writes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache

from graph.model import Action, Actor, DatePrecision, Modality, Place, record_event_id
from graph.ontology import code
from graph.rows import EventRow, MentionRow, ReportRow, Rows, SourceRow
from graph.text import digest
from loaders.datasets.coded import Citation, CodedEvent, CodedMention

# Actors and places that were handed on already are remembered up to this many of each: a bound for memory only.
REMEMBERED = 200_000
_UNCITED = (Citation(),)


class Preparer:
    """Turns the rows of one load into batches; an actor or place goes with the first batch that names it.

    An actor goes again with every spelling: the same, whatever came in earlier batches.
    """

    def __init__(self, dataset: str, extractor: str) -> None:
        self._dataset = dataset
        self._extractor = extractor
        self._actors: set[object] = set()
        self._places: set[object] = set()

    def rows(self, coded: Iterable[CodedEvent | CodedMention]) -> Rows:
        out = Rows(self._dataset, self._extractor)
        sources: dict[str, SourceRow] = {}
        for item in coded:
            if isinstance(item, CodedEvent):
                self._event(item, out, sources)
            else:
                source = self._source(item.citation, sources)
                out.mentions.append(MentionRow(item.id, source, _index(item.citation)))
        out.articles = list(sources.values())
        return out

    def _event(self, item: CodedEvent, out: Rows, sources: dict[str, SourceRow]) -> None:
        source, target, place = item.source, item.target, item.place
        for actor in (source, target):
            if actor is not None and self._is_new(self._actors, (actor.id, actor.name, actor.aliases, actor.country)):
                out.actors.append(actor)
        if place is not None and self._is_new(self._places, place.id):
            out.places.append(place)
        row = event_row(self._dataset, item)
        out.events.append(row)
        # Two citations of one source, or none at all, make one report.
        cited = {self._source(one, sources): one for one in item.citations or _UNCITED}
        for article, one in cited.items():
            out.reports.append(ReportRow(row.id, article, _index(one)))

    def _source(self, cited: Citation, sources: dict[str, SourceRow]) -> str:
        row = _source_row(self._dataset, cited.url, cited.title, cited.publisher, cited.published)
        sources.setdefault(row.id, row)
        return row.id

    @staticmethod
    def _is_new(seen: set[object], key: object) -> bool:
        if key in seen:
            return False
        if len(seen) >= REMEMBERED:
            seen.clear()
        seen.add(key)
        return True


def event_row(dataset: str, item: CodedEvent) -> EventRow:
    """The row; its identifier changes with whatever the set changes in it, save the version's number."""
    action, quad, intensity = _plover(item.action, item.mode)
    modality, precision = _word(item.modality), _word(item.when.precision)
    source, target, place = _id(item.source), _id(item.target), _id(item.place)
    when, counts, contexts = item.when, item.counts, _listed(item.contexts)
    day = when.start.isoformat() if when.start else ""
    day_end = when.end.isoformat() if when.end else None
    # Mirrored rows of one act name its sides in either order.
    sides = (source, target) if item.twin is None else sorted((source or "", target or ""))
    content = (action, item.mode, item.cameo, modality, *sides, day, day_end, precision, place, *counts, contexts)
    return EventRow(
        record_event_id(dataset, item.twin or item.id, *content, item.note),
        action, item.mode, item.cameo, quad, intensity, modality, source, target, day, day_end, precision, place,
        item.id, item.version, *counts, contexts, item.note,
    )  # fmt: skip


@cache
def _plover(action: Action, mode: str | None) -> tuple[str, int, float]:
    plover = code(action, mode)
    return action.value, plover.quad, plover.intensity


@cache
def _word(value: Modality | DatePrecision) -> str:
    return value.value


@lru_cache(maxsize=4096)
def _listed(contexts: tuple[str, ...]) -> str | None:
    return ";".join(contexts) or None


@lru_cache(maxsize=8192)
def _source_row(
    dataset: str, url: str | None, title: str | None, publisher: str | None, published: date | None
) -> SourceRow:
    """The source that a row cites; without any, the data set itself."""
    if not (url or title or publisher):
        return SourceRow(digest("ar", dataset), dataset, None, dataset, None)
    day = published.isoformat() if published else None
    key = digest("ar", url, "") if url else digest("ar", dataset, title, publisher, day)
    return SourceRow(key, title, url, publisher, day)


def _id(item: Actor | Place | None) -> str | None:
    return item.id if item else None


def _index(cited: Citation) -> int:
    return -1 if cited.sentence_index is None else cited.sentence_index
