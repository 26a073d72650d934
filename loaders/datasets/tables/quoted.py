"""Rows of a table with quotes: a cell may hold line breaks, and a quote that nobody closes must not eat the rest."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator

from loaders.datasets.tables.columns import Layout, cells
from loaders.datasets.tables.lines import Damaged

# A cell with more line breaks is a quote that was never closed.
_MAX_LINES = 200


class _MismatchError(Exception):
    pass


class QuotedRows:
    """(row as it stands, its cells or what is wrong with it) of each row, blank lines included, as no cells.

    A row that cannot be read is its first line alone: the next line is read anew. That a quote was never closed shows
    where the line behind it is `whole`, a row by itself.
    """

    def __init__(self, lines: Iterator[str | Damaged], layout: Layout, max_chars: int) -> None:
        # The module's own limit is one for the process; ours is checked here.
        csv.field_size_limit(max(csv.field_size_limit(), max_chars))
        self._lines = lines
        self._layout = layout
        self._max_chars = max_chars
        self._again: deque[str | Damaged] = deque()
        self._taken: list[str | Damaged] = []
        self._chars = 0
        self._reader = self._started()

    def __iter__(self) -> Iterator[tuple[str, list[str] | Damaged]]:
        while (line := self._next()) is not None:
            if isinstance(line, Damaged):
                yield line.text, line
            elif '"' not in line:
                yield line, line.split(self._layout.delimiter)
            else:
                yield self._row(line)

    def _next(self) -> str | Damaged | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def _started(self) -> Iterator[list[str]]:
        return csv.reader(self._feed(), delimiter=self._layout.delimiter, strict=True)

    def _row(self, line: str) -> tuple[str, list[str] | Damaged]:
        self._taken, self._chars = [], 0
        self._again.appendleft(line)
        try:
            row = next(self._reader)
            if len(self._taken) > 1 and len(row) not in self._layout.names:
                raise _MismatchError(f"{len(row)} cells in {len(self._taken)} lines")
        except (csv.Error, _MismatchError) as error:
            self._reader = self._started()
            self._again.extendleft(reversed(self._taken[1:]))
            return line, Damaged("fields", f"its quotes do not match: {error}", line)
        return "\n".join(map(str, self._taken)), row

    def _feed(self) -> Iterator[str]:
        """Lines for the csv module, which asks for another one while a quote is open."""
        while (line := self._next()) is not None:
            self._taken.append(line)
            if isinstance(line, Damaged):
                raise _MismatchError(f"in a line behind it: {line.reason}")
            self._chars += len(line)
            if len(self._taken) > 1:
                self._check(line)
            yield f"{line}\n"

    def _check(self, line: str) -> None:
        if self._layout.whole(cells(line, self._layout.delimiter, quoted=True)):
            raise _MismatchError("the line behind it is a row by itself")
        if len(self._taken) > _MAX_LINES:
            raise _MismatchError(f"open for {_MAX_LINES:,} lines")
        if self._chars > self._max_chars:
            raise _MismatchError(f"open for {self._max_chars:,} characters (max_row_chars)")
