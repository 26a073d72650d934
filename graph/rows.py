"""Rows of a data set on their way into a store: plain tuples, for there are millions of them.

What an article tells comes as a `Batch` of models and is merged with what is known; a data set's row keeps to itself,
under the set's own identifier.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from graph.model import Actor, Place


class EventRow(NamedTuple):
    """An event; `day` and `day_end` in ISO 8601, '' and None where unknown; `contexts` parted by ';'.

    `record` and `version` are the set's; of two rows with one record the greater version, as text, counts.
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
    day: str
    day_end: str | None
    day_precision: str
    place: str | None
    record: str
    version: str
    mentions: int | None
    sources: int | None
    articles: int | None
    deaths: int | None
    deaths_low: int | None
    deaths_high: int | None
    contexts: str | None
    note: str | None


class SourceRow(NamedTuple):
    """An article that a set cites; `published` in ISO 8601."""

    id: str
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None


class ReportRow(NamedTuple):
    """Which source tells of which event; `sentence_index` is -1 where the set does not say."""

    event: str
    article: str
    sentence_index: int


class MentionRow(NamedTuple):
    """A report of an event that the store must hold, named by the set's identifier."""

    record: str
    article: str
    sentence_index: int


class Known(NamedTuple):
    """The live event of a record."""

    event: str
    version: str


@dataclass(frozen=True, slots=True)
class RowsWritten:
    """What became of the rows: each is `loaded` or `merged`, or the place of its mention is in `unknown`.

    `merged`: the store held the same row already, its mirror image or (`older`) a newer version, or knows that its
    source was withdrawn. `replaced` of the loaded took the place of an older version, which is retracted.
    """

    loaded: int = 0
    merged: int = 0
    replaced: int = 0
    older: int = 0
    reports: int = 0
    unknown: tuple[int, ...] = ()


@dataclass(slots=True)
class Plan:
    """What is to be done with a batch's events, the same in every store."""

    fresh: list[EventRow] = field(default_factory=list)
    confirmed: list[EventRow] = field(default_factory=list)
    retracted: list[str] = field(default_factory=list)
    stale: set[str] = field(default_factory=set)
    merged: int = 0
    replaced: int = 0
    older: int = 0


@dataclass(slots=True)
class Rows:
    """What one transaction writes of one set, events or mentions, in the order of the file.

    Actors, places and sources that its rows name are in it or in the store. `extractor` says what read them.
    """

    dataset: str
    extractor: str
    actors: list[Actor] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    articles: list[SourceRow] = field(default_factory=list)
    events: list[EventRow] = field(default_factory=list)
    reports: list[ReportRow] = field(default_factory=list)
    mentions: list[MentionRow] = field(default_factory=list)

    def without(self, withdrawn: set[str]) -> tuple[Rows, int]:
        """The rows less these sources, and how many rows nothing else tells of."""
        reports = [row for row in self.reports if row.article not in withdrawn]
        told = {row.event for row in reports}
        events = [row for row in self.events if row.id in told]
        mentions = [row for row in self.mentions if row.article not in withdrawn]
        dropped = len(self.events) - len(events) + len(self.mentions) - len(mentions)
        return replace(self, events=events, reports=reports, mentions=mentions), dropped

    def told(self, plan: Plan, live: Mapping[str, Known]) -> tuple[list[ReportRow], list[int]]:
        """The reports to write, and the places of mentions whose event the store does not hold."""
        reports = [row for row in self.reports if row.event not in plan.stale] if plan.stale else list(self.reports)
        unknown: list[int] = []
        for place, row in enumerate(self.mentions):
            if (known := live.get(row.record)) is None:
                unknown.append(place)
            else:
                reports.append(ReportRow(known.event, row.article, row.sentence_index))
        # One report for an event and source: the one that tells the sentence's place (sorted, it comes last).
        once = {(row.event, row.article): row for row in sorted(reports, key=_sentence)}
        return list(once.values()), unknown

    def written(self, plan: Plan, reports: int, unknown: list[int], dropped: int) -> RowsWritten:
        """The counts; a mention is loaded when it is a new report, or tells more of a known one."""
        told = reports if self.mentions else 0
        repeated = len(self.mentions) - len(unknown) - told
        return RowsWritten(
            loaded=len(plan.fresh) + told,
            merged=plan.merged + repeated + dropped,
            replaced=plan.replaced,
            older=plan.older,
            reports=reports,
            unknown=tuple(unknown),
        )


def _sentence(row: ReportRow) -> int:
    return row.sentence_index


def plan(events: Iterable[EventRow], live: dict[str, Known], known: set[str]) -> Plan:
    """`live`: the store's live events by record; `known`: which of the events' identifiers are live in the store.

    Both grow with the rows that are fresh. `confirmed` rows are known with an older version; `stale` are identifiers
    that must not be written, for the store holds a newer version, or the batch does: of two rows of one record the
    last of the greatest version counts.
    """
    out, rows, last = Plan(), list(events), dict[str, EventRow]()
    for row in rows:
        if (other := last.get(row.record)) is None or row.version >= other.version:
            last[row.record] = row
    if len(last) < len(rows):
        out.merged = len(rows) - len(last)
        out.stale = {row.id for row in rows} - {row.id for row in last.values()}
        rows = list(last.values())
    for row in rows:
        before = live.get(row.record)
        if before is not None and before.event != row.id:
            if row.version < before.version:
                out.older += 1
                out.merged += 1
                out.stale.add(row.id)
                continue
            out.replaced += 1
            out.retracted.append(before.event)
        elif row.id in known:
            out.merged += 1
            if before is not None and row.version > before.version:
                out.confirmed.append(row)
            continue
        live[row.record] = Known(row.id, row.version)
        known.add(row.id)
        out.fresh.append(row)
    return out
