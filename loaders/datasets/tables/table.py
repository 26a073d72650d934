"""The data rows of an event data set: recognised, counted, and each either its fields or a reason why not."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Generator, Iterator
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from graph.errors import InputError
from loaders.datasets.coded import Fault, RawRow
from loaders.datasets.tables.columns import FORMATS, Layout, described, lacking, layout
from loaders.datasets.tables.lines import Damaged, blocks
from loaders.datasets.tables.quoted import QuotedRows
from loaders.datasets.tables.source import HEAD, BrokenOffError, Part, Source
from loaders.limits import Limits
from loaders.readers.decode import binary

_Cells = Iterator[tuple[str, list[str] | Damaged]]


class Table:
    """One input, opened and recognised; close it, or use it as a context.

    `format` is one of FORMATS, or None where nothing is in it; `wanted` overrules what the input looks like. `names`
    are the files read, `passed_over` those of an archive that are no event data (a manifest, notes) with what they
    look like. Raises InputError for what cannot be opened or is of no format or of several, LimitError for a bomb.
    """

    def __init__(self, source: Path | BinaryIO, wanted: str | None, limits: Limits) -> None:
        if wanted is not None and wanted not in FORMATS:
            raise InputError(f"{wanted!r} is no format; {', '.join(FORMATS)} are")
        self._limits = limits
        self._source = Source(source, limits)
        try:
            self._recognise(wanted)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._source.close()

    @property
    def done(self) -> int:
        """Bytes read so far, of `size`."""
        return self._source.done

    @property
    def size(self) -> int | None:
        """Bytes of the input, of a zip archive unpacked; None where unknown."""
        return self._source.size

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _recognise(self, wanted: str | None) -> None:
        self._tables: list[tuple[Part, Layout]] = []
        strangers: list[tuple[str, str]] = []
        for part in self._source.parts:
            head = part.head()
            whole = len(head) < HEAD and not part.broken
            if found := layout(head, whole, wanted):
                self._tables.append((part, found))
            elif part.broken:
                raise part.broken
            elif head.removeprefix(BOM_UTF8).strip():
                strangers.append((part.name, _strange(head, whole, wanted)))
        formats = {found.columns.name for _, found in self._tables}
        if strangers and not formats:
            name, reason = strangers[0]
            raise InputError(f"{name}: {reason}")
        if len(formats) > 1:
            raise InputError(f"{self._source.name}: it holds {' and '.join(sorted(formats))}; load them one by one")
        self.format = next(iter(formats), None)
        self.names = tuple(part.name for part, _ in self._tables)
        self.passed_over = tuple(strangers)

    def __iter__(self) -> Iterator[RawRow | Fault]:
        """A RawRow or a Fault for each data row, once; fields by the format's own names, others by the file's.

        Not counted: blank lines, headers (also where files follow one another) and rows of tags below them (HXL). A
        column that the file lacks is not there. Fault codes: `fields`, `encoding`. Raises BrokenOffError after the
        last row before the place, LimitError for a bomb.
        """
        number = 0
        for part, found in self._tables:
            number = yield from _numbered(_rows(part, found, self._limits.max_row_chars), found, number)


def _rows(part: Part, found: Layout, max_chars: int) -> _Cells:
    lines = blocks(part.chunks, max_chars)
    if found.quoted:
        return iter(QuotedRows(chain.from_iterable(lines), found, max_chars))
    return _split(lines, found.delimiter)


def _split(lines: Iterator[list[str | Damaged]], delimiter: str) -> _Cells:
    for block in lines:
        for line in block:
            yield (line, line.split(delimiter)) if isinstance(line, str) else (line.text, line)


def _numbered(rows: _Cells, found: Layout, number: int) -> Generator[RawRow | Fault, None, int]:
    """What the rows are, numbered on from `number`; returns the last number."""
    names_of, header = found.names, list(found.header or ())
    first = header[0] if header else None
    below = False
    try:
        for line, values in rows:
            if isinstance(values, Damaged):
                number += 1
                yield Fault(number, values.code, values.reason, line)
                continue
            if values[0] == first and values == header:
                below = True
                continue
            if below:
                below = False
                if _tags(values):
                    continue
            names = names_of.get(len(values)) or found.of_width(values)
            if names:
                number += 1
                yield RawRow(number, dict(zip(names, values, strict=True)))
            elif line and not line.isspace():
                number += 1
                yield Fault(number, "fields", f"{len(values)} cells, {next(iter(names_of))} wanted", line)
    except BrokenOffError as error:
        raise BrokenOffError(f"{error}, after row {number:,}") from error
    return number


def _tags(values: list[str]) -> bool:
    """Whether these are HXL's tags ("#date+start"), which the Humanitarian Data Exchange puts below a header."""
    told = [value for value in values if value.strip()]
    return bool(told) and all(value.lstrip().startswith("#") for value in told)


def _strange(head: bytes, whole: bool, wanted: str | None) -> str:
    looks = binary(head) or described(head, whole)
    if wanted is None:
        return f"none of the event data sets that are read ({', '.join(FORMATS)}): {looks}; --format says which it is"
    missing = lacking(wanted, head, whole)
    why = f"its header lacks {', '.join(missing)}; " if missing else ""
    return f"not {wanted}: {why}{looks}"
