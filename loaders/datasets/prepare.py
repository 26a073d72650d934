"""From coded events to the rows that a store writes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from graph.model import Actor, Place, record_event_id
from graph.ontology import code
from graph.rows import EventRow, MentionRow, ReportRow, Rows, SourceRow
from graph.text import digest
from loaders.datasets.coded import Citation, CodedEvent, CodedMention

# Actors and places that were handed on already are remembered up to this many of each: a bound for memory only.
REMEMBERED = 200_000


class Preparer:
    """Turns the rows of one load into batches; an actor or place goes with the first batch that names it."""

    def __init__(self, dataset: str, extractor: str) -> None:
        self._dataset = dataset
        self._extractor = extractor
        self._actors: set[str] = set()
        self._places: set[str] = set()

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
            if actor is not None and actor.id not in self._actors:
                self._note(self._actors, actor.id)
                out.actors.append(actor)
        if place is not None and place.id not in self._places:
            self._note(self._places, place.id)
            out.places.append(place)
        row = event_row(self._dataset, item)
        out.events.append(row)
        # Two citations of one source, or none at all, make one report.
        cited = {self._source(one, sources): one for one in item.citations or (Citation(),)}
        out.reports += [ReportRow(row.id, article, _index(one)) for article, one in cited.items()]

    def _source(self, cited: Citation, sources: dict[str, SourceRow]) -> str:
        row = _source_row(self._dataset, cited.url, cited.title, cited.publisher, cited.published)
        sources[row.id] = row
        return row.id

    @staticmethod
    def _note(seen: set[str], key: str) -> None:
        if len(seen) >= REMEMBERED:
            seen.clear()
        seen.add(key)


def event_row(dataset: str, item: CodedEvent) -> EventRow:
    """The row; its identifier changes with whatever the set changes in it, save the version's number."""
    plover = code(item.action, item.mode)
    source, target, place = _id(item.source), _id(item.target), _id(item.place)
    when, counts = item.when, item.counts
    day = when.start.isoformat() if when.start else ""
    day_end = when.end.isoformat() if when.end else None
    contexts = ";".join(item.contexts) or None
    sides = (source, target) if item.twin is None else sorted((source or "", target or ""))
    content = (item.action, item.mode, item.cameo, item.modality, *sides, day, day_end, when.precision, place)
    return EventRow(
        id=record_event_id(dataset, item.twin or item.id, *content, *counts, contexts, item.note),
        action=item.action.value,
        mode=item.mode,
        cameo=item.cameo,
        quad=plover.quad,
        intensity=plover.intensity,
        modality=item.modality.value,
        source=source,
        target=target,
        day=day,
        day_end=day_end,
        day_precision=when.precision.value,
        place=place,
        record=item.id,
        version=item.version,
        mentions=counts.mentions,
        sources=counts.sources,
        articles=counts.articles,
        deaths=counts.deaths,
        deaths_low=counts.deaths_low,
        deaths_high=counts.deaths_high,
        contexts=contexts,
        note=item.note,
    )


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
