"""A data set's file as batches ready to write; a process of its own reads ahead while the store writes."""

from __future__ import annotations

import re
import signal
from collections.abc import Generator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import BinaryIO

from graph.errors import CasusError, InputError, WorkerError
from graph.rows import Rows
from loaders.datasets.coded import LEFT_OUT, CodedEvent, CodedMention, Fault, Format, RawRow, RowError
from loaders.datasets.formats.known import make
from loaders.datasets.prepare import Preparer
from loaders.datasets.tables.table import Table
from loaders.limits import Limits

# One batch's rows at most; a store may want fewer in a transaction.
BATCH_ROWS = 5000
_CELL = re.compile(r'[^\t\n,;|"\ufffd]+')


@dataclass(frozen=True, slots=True)
class Spec:
    """What to read: a path (None: the stream that is given beside it), a format, and for UCDP the release."""

    path: Path | None
    format: str
    release: str
    limits: Limits
    # Whether the input is all of the set, so that what it lacks is gone; the identifiers of all rows are then wanted.
    whole: bool = False
    # Rows of one batch; 0 stands for BATCH_ROWS.
    rows: int = 0


@dataclass(slots=True)
class Chunk:
    """Rows up to number `last`; `read` of them in this chunk. `done` and `size` in bytes; `size` None where unknown.

    `doubts` has for every mention in `rows` the fault that it is where the store lacks its event. `records`: identifier
    and version of the rows of a whole set, those before too; a row that cannot be read may be any that its cells name.
    `error`: the input breaks off here, and why.
    """

    last: int
    read: int
    rows: Rows
    faults: list[Fault]
    done: int
    size: int | None
    doubts: list[Fault] = field(default_factory=list)
    records: list[tuple[str, str]] = field(default_factory=list)
    error: str | None = None


def chunks(spec: Spec, after: int = 0, stream: BinaryIO | None = None) -> Generator[Chunk]:
    """The rows numbered over `after`. Raises InputError for what cannot be opened."""
    form = make(spec.format, spec.release)
    preparer = Preparer(form.dataset, form.name)
    source = spec.path or stream
    if source is None:
        raise InputError("neither a path nor a stream to read")
    with Table(source, spec.format, spec.limits) as table:
        reader = _Reader(form, preparer, spec, after)
        rows = iter(table)
        while True:
            error = None
            try:
                for row in rows:
                    reader.take(row)
                    if reader.full:
                        break
                else:
                    rows = iter(())
            except CasusError as broken:
                error, rows = str(broken), iter(())
            chunk = reader.chunk(table.done, table.size, error)
            if chunk.read or chunk.records or error:
                yield chunk
            if not reader.was_full:
                return


class _Reader:
    def __init__(self, form: Format, preparer: Preparer, spec: Spec, after: int) -> None:
        self._form, self._preparer, self._whole, self._after = form, preparer, spec.whole, after
        self._most = spec.rows or BATCH_ROWS
        self._coded: list[CodedEvent | CodedMention] = []
        self._faults: list[Fault] = []
        self._doubts: list[Fault] = []
        self._seen: list[tuple[str, str]] = []
        self._read = 0
        self._last = after
        self.was_full = False

    @property
    def full(self) -> bool:
        return self._read >= self._most

    def take(self, row: RawRow | Fault) -> None:
        if row.number <= self._after and not self._whole:
            return
        coded = row if isinstance(row, Fault) else self._code(row)
        if self._whole:
            self._see(coded)
        if row.number <= self._after:
            return
        self._read += 1
        self._last = row.number
        if isinstance(coded, Fault):
            self._faults.append(coded)
            return
        self._coded.append(coded)
        if isinstance(coded, CodedMention) and isinstance(row, RawRow):
            reason = f"the store holds no event {coded.id} of {self._form.dataset}; load its events first"
            self._doubts.append(Fault(row.number, "no_event", reason, _text(row)))

    def _see(self, coded: CodedEvent | CodedMention | Fault) -> None:
        if isinstance(coded, CodedEvent):
            self._seen.append((coded.id, coded.version))
        elif isinstance(coded, Fault) and coded.code not in LEFT_OUT:
            self._seen += [(cell.strip(), "") for cell in _CELL.findall(coded.row)]

    def _code(self, row: RawRow) -> CodedEvent | CodedMention | Fault:
        try:
            return self._form.read(row.fields)
        except RowError as error:
            return Fault(row.number, error.code, str(error), _text(row))

    def chunk(self, done: int, size: int | None, error: str | None) -> Chunk:
        out = Chunk(
            self._last, self._read, self._preparer.rows(self._coded), self._faults, done, size, self._doubts,
            self._seen, error,
        )  # fmt: skip
        self.was_full = self.full
        self._coded, self._faults, self._doubts, self._seen, self._read = [], [], [], [], 0
        return out


def _text(row: RawRow) -> str:
    return "\t".join(row.fields.values())


def ahead(spec: Spec, after: int = 0) -> Generator[Chunk]:
    """The same as `chunks`, read by another process, one ahead. Raises WorkerError when that dies."""
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sender, spec, after), daemon=True)
    process.start()
    # The other process alone holds the sending end now: when it dies, in the middle of a message too, the pipe ends.
    sender.close()
    try:
        while (item := _next(receiver)) is not None:
            if isinstance(item, CasusError):
                raise item
            yield item
    finally:
        process.terminate()
        process.join()
        receiver.close()


def _next(receiver: Connection) -> Chunk | CasusError | None:
    try:
        item: Chunk | CasusError | None = receiver.recv()
    except (EOFError, OSError) as error:
        raise WorkerError("the process that reads the file died; run the load again, it goes on") from error
    return item


def _send(sender: Connection, spec: Spec, after: int) -> None:
    # Ctrl-C goes to both processes; the writer decides when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for chunk in chunks(spec, after):
            sender.send(chunk)
        sender.send(None)
    except CasusError as error:
        sender.send(error)
    except BrokenPipeError:
        pass  # the writer was killed
