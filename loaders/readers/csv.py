"""Tables: a header row that names a text column, then one article a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from loaders.article import RawArticle, Rejection
from loaders.limits import Limits
from loaders.readers.decode import binary, mark_of
from loaders.readers.fields import named
from loaders.readers.lines import broken, encoding_of, numbered_lines, peek
from loaders.readers.record import article, too_large

_DELIMITERS = ",;\t|"


def read_csv(stream: io.BufferedReader, where: str, limits: Limits) -> Iterator[RawArticle | Rejection]:
    """An article or a Rejection for each row below the header; comma, semicolon, tab or bar between the fields.

    Codes: `empty`, `binary`, `encoding`, `malformed`, `no_text`, `too_large`. `where` of each is `FILE:LINE`.
    """
    head = peek(stream)
    if not mark_of(head) and (reason := binary(head)):
        yield Rejection(where, "binary", f"{reason}, not a table; save it as CSV in UTF-8")
        return
    lines = numbered_lines(stream, encoding_of(head), limits.max_line_chars)
    header = next((line for _, line in lines if line is None or line.strip()), "")
    if header == "":
        yield Rejection(where, "empty", "nothing in it; a header row and one article a row are wanted")
        return
    delimiter, columns = _columns(header or "")
    at = named(columns)
    if "text" not in at:
        yield Rejection(where, "malformed", "no column `text` in its first row; name the columns there")
        return
    # The module's own limit is one for the whole process; ours, per row and per text, are checked where they apply.
    csv.field_size_limit(max(csv.field_size_limit(), limits.max_line_chars))
    rows = _Rows(lines, limits.max_line_chars)
    reader = csv.reader(rows, delimiter=delimiter, strict=True)
    while True:
        rows.begin()
        try:
            row = next(reader)
        except StopIteration:
            return
        except _RowTooLongError:
            yield too_large(f"{where}:{rows.first}", f"{rows.span()}: longer", "max_line_chars", limits.max_line_chars)
        except csv.Error as error:
            yield Rejection(f"{where}:{rows.first}", "malformed", f"{rows.span()}: {error}; mend its quotes")
        else:
            if row:
                yield _article(row, at, len(columns), f"{where}:{rows.first}", limits)


def _columns(header: str) -> tuple[str, list[str]]:
    """The delimiter that finds most known columns in the header, and the columns."""
    split = {mark: next(csv.reader([header], delimiter=mark), []) for mark in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda mark: len(named(split[mark])))
    return best, split[best]


def _article(row: list[str], at: dict[str, int], width: int, where: str, limits: Limits) -> RawArticle | Rejection:
    if len(row) != width:
        return Rejection(where, "malformed", f"{len(row)} fields under {width} columns; quote fields that hold marks")
    fields = {field: row[column] for field, column in at.items()}
    if any(map(broken, fields.values())):
        return Rejection(where, "encoding", "not in the encoding of the file's beginning; save it as UTF-8")
    return article(where, limits, **fields)


class _RowTooLongError(Exception):
    pass


class _Rows:
    """Feeds lines to the csv module and remembers which of them the row in hand came from."""

    def __init__(self, lines: Iterator[tuple[int, str | None]], max_chars: int) -> None:
        self._lines = lines
        self._max_chars = max_chars
        self._chars = 0
        self.first = self.last = 0

    def begin(self) -> None:
        self.first = self._chars = 0

    def span(self) -> str:
        return f"lines {self.first:,} to {self.last:,}" if self.last > self.first else f"line {self.first:,}"

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.last, line = next(self._lines)
        self.first = self.first or self.last
        self._chars += len(line or "")
        if line is None or self._chars > self._max_chars:
            raise _RowTooLongError
        return line
