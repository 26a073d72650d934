"""What a row of an event data set says, in Casus' words: the one shape that every format's reader gives.

Plain tuples, not models: a file holds millions of rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, Protocol

from graph.model import Action, Actor, DatePrecision, Modality, Place


class RawRow(NamedTuple):
    """A row as its file gives it: `number` counts rows from 1 over the whole input, headers not counted."""

    number: int
    fields: Mapping[str, str]


class Fault(NamedTuple):
    """Why a row was not loaded. `code` is one of FAULTS or LEFT_OUT; `reason` one line that says what and where."""

    number: int
    code: str
    reason: str
    row: str


# The row cannot be read: too many of these mean that the file is of another format.
FAULTS = frozenset({"fields", "encoding", "id", "date", "code", "coordinates", "count", "event"})
# The row was read, but tells of nothing that the graph holds.
LEFT_OUT = frozenset({"not_plover", "no_actor", "no_event"})


class When(NamedTuple):
    start: date | None
    end: date | None
    precision: DatePrecision


class Counts(NamedTuple):
    """What the set counts: mentions, sources and articles of the event; people killed, best, low and high estimate."""

    mentions: int | None = None
    sources: int | None = None
    articles: int | None = None
    deaths: int | None = None
    deaths_low: int | None = None
    deaths_high: int | None = None


class Citation(NamedTuple):
    """Where the row says it has it from; `publisher` alone, or nothing, when there is no address."""

    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    sentence_index: int | None = None


class CodedEvent(NamedTuple):
    """One row. `id` is the set's own identifier; of two rows with one id the greater `version` (text) counts.

    `twin` is the identity that mirrored rows of one act share (ICEWS codes a meeting from both sides); None: the id.
    `cameo` only where the set tells it. `contexts` are PLOVER's; `note` the coders' own words, never a source's
    sentence. At least one of `source` and `target` is there.
    """

    id: str
    version: str
    action: Action
    mode: str | None
    cameo: str | None
    modality: Modality
    source: Actor | None
    target: Actor | None
    when: When
    place: Place | None
    counts: Counts
    citations: tuple[Citation, ...]
    contexts: tuple[str, ...] = ()
    note: str | None = None
    twin: str | None = None


class CodedMention(NamedTuple):
    """A row that reports an event of the set again (GDELT mentions): it becomes a report of the event `id`."""

    id: str
    citation: Citation


class RowError(Exception):
    """Raised by a format's `read` for a row that is not loaded; the load turns it into a Fault."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class Format(Protocol):
    """One format, in one module of this package.

    `name` is what `--format` takes, `dataset` what the graph calls the set ("GDELT", "ICEWS", "POLECAT", "ACLED",
    "UCDP GED"), `licence` its terms in a line. `read` turns fields by the format's own names into a CodedEvent or
    CodedMention; raises RowError.
    """

    name: str
    dataset: str
    licence: str

    def read(self, fields: Mapping[str, str]) -> CodedEvent | CodedMention: ...
