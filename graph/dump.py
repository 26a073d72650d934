"""Everything that a store holds, row by row: for exports and copies, which want what questions leave out.

A question shows what was known at an instant; a dump tells all, retracted things too, with when they came and went.
Rows come as the store reads them, so a store of any size fits. Days are ISO 8601, instants as `graph.model.instant`
writes them, None is what is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol


class StoredActor(NamedTuple):
    """`aliases` are sorted, without the name.

    Of an actor that was merged, `merged_into` says into which one, `merged_last` where the chain ends: events name that
    one. Its aliases are its own.
    """

    id: str
    name: str
    kind: str
    country: str | None
    wikidata: str | None
    recorded_at: str
    aliases: tuple[str, ...]
    merged_into: str | None = None
    merged_last: str | None = None
    merged_by: str | None = None
    merged_why: str | None = None
    merged_at: str | None = None


class StoredPlace(NamedTuple):
    id: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    recorded_at: str


class StoredArticle(NamedTuple):
    """Of a source that a data set only cites, `lang`, `fetched_at`, `sha256` and `text` are None."""

    id: str
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None
    lang: str | None
    fetched_at: str | None
    sha256: str | None
    text: str | None
    recorded_at: str
    retracted_at: str | None


class StoredEvent(NamedTuple):
    """`source`, `target` and `place` are identifiers, `reports` how many of its reports are not retracted.

    Those from `dataset` to `note`, and `contexts`, are None or empty for an event that is no row of a data set.
    `told_source` and `told_target`: as which merged actor a side was told, None where it was not.
    """

    id: str
    action: str
    mode: str | None
    cameo: str | None
    quad: int
    intensity: float
    modality: str
    source: str | None
    target: str | None
    day: str | None
    day_end: str | None
    day_precision: str
    place: str | None
    confidence: float | None
    dataset: str | None
    record: str | None
    version: str | None
    mentions: int | None
    sources: int | None
    articles: int | None
    deaths: int | None
    deaths_low: int | None
    deaths_high: int | None
    note: str | None
    reports: int
    recorded_at: str
    retracted_at: str | None
    contexts: tuple[str, ...]
    told_source: str | None = None
    told_target: str | None = None


class StoredReport(NamedTuple):
    """`start` is 0, `trigger` '' and `end` None where no sentence is quoted; `claimant` names `attributed_to`."""

    event: str
    article: str
    start: int
    trigger: str
    sentence: str | None
    sentence_index: int | None
    end: int | None
    attributed_to: str | None
    claimant: str | None
    extractor: str
    recorded_at: str
    retracted_at: str | None


class StoredLink(NamedTuple):
    """`day` is the effect's."""

    cause: str
    effect: str
    article: str
    day: str | None
    method: str
    evidence: str
    sentence: str
    start: int
    end: int
    confidence: float | None
    lag_days: int | None
    recorded_at: str
    retracted_at: str | None


class Dump(Protocol):
    """One state of a store, each kind in no order. Every row that another one names is there."""

    def actors(self) -> Iterator[StoredActor]: ...

    def places(self) -> Iterator[StoredPlace]: ...

    def articles(self) -> Iterator[StoredArticle]: ...

    def events(self) -> Iterator[StoredEvent]: ...

    def reports(self) -> Iterator[StoredReport]: ...

    def links(self) -> Iterator[StoredLink]: ...
