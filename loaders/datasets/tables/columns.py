"""Which data set a table is of, by its header or, without one, by the width and the shape of its rows."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import NamedTuple

from loaders.datasets.lists import rows
from loaders.datasets.tables.lines import line_of

FORMATS = ("gdelt", "gdelt-mentions", "icews", "polecat", "acled", "ucdp")
_DELIMITERS = {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars"}
_SAMPLE = 40
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")
_LINES = re.compile(rb"\r\n?|\n")


class Column(NamedTuple):
    """`widths`: of the headerless layouts that it stands in. `keys`: of its names. `shape`: of its cells in a row."""

    name: str
    widths: frozenset[int]
    keys: tuple[str, ...]
    needed: bool
    shape: re.Pattern[str] | None


class Columns:
    """The columns of one format, in the order of its widest layout. Immutable."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._columns = tuple(_read(name))
        self._by_key = {key: column.name for column in self._columns for key in column.keys}
        self._needed = {column.name for column in self._columns if column.needed}
        self._shapes = {column.name: column.shape for column in self._columns if column.shape}
        widths = {width for column in self._columns for width in column.widths}
        self.layouts = {width: tuple(c.name for c in self._columns if width in c.widths) for width in widths}

    def named(self, cells: Sequence[str]) -> tuple[str, ...]:
        """The cells of a header as our names; others keep theirs, and a second column of a name gets its position."""
        keys = [_key(cell) for cell in cells]
        names: list[str] = []
        for cell, key in zip(cells, keys, strict=True):
            name = self._by_key.get(key, "")
            if not name or name in names or (_key(name) != key and _key(name) in keys):
                name = cell.strip()
            names.append(name if name not in names else f"{name} {len(names) + 1}")
        return tuple(names)

    def missing(self, names: Sequence[str]) -> list[str]:
        """What a table of this format must have and this one lacks."""
        return sorted(self._needed - set(names))

    def known(self, names: Sequence[str]) -> int:
        return len(set(names) & {column.name for column in self._columns})

    def fits(self, names: Sequence[str], values: Sequence[str]) -> bool:
        """Whether these values under these names look like a row: every column with a shape has it."""
        if len(names) != len(values):
            return False
        shapes = self._shapes
        return all(shapes[name].fullmatch(value) for name, value in zip(names, values, strict=True) if name in shapes)


class Layout(NamedTuple):
    """How to read one table. `header`: its cells as they stand there, None without; `names`: by the width of a row."""

    columns: Columns
    delimiter: str
    quoted: bool
    header: tuple[str, ...] | None
    names: Mapping[int, tuple[str, ...]]

    def of_width(self, values: Sequence[str]) -> tuple[str, ...] | None:
        """Names for a row of another width than most, if it has the shape (GDELT 1.0 before and after April 2013)."""
        names = self.columns.layouts.get(len(values), ()) if self.header is None else ()
        return names if names and self.columns.fits(names, values) else None

    def whole(self, values: Sequence[str]) -> bool:
        """Whether the values are a row that stands for itself, and not a piece of a cell with line breaks."""
        return self.columns.fits(self.names.get(len(values), ()), values)


@cache
def columns(name: str) -> Columns:
    """The columns of one of FORMATS."""
    return Columns(name)


def layout(head: bytes, whole: bool, wanted: str | None = None) -> Layout | None:
    """How to read the table that begins with `head` (`whole`: and ends with it), None where it is of no format.

    `wanted` is the only format to try, and then the width alone tells a table without header.
    """
    lines = sample(head, whole)
    if not lines:
        return None
    formats = [columns(name) for name in ((wanted,) if wanted else FORMATS)]
    marks = [mark for mark in _DELIMITERS if any(mark in line for line in lines[:3])]
    headed = [each for mark in marks for each in _headed(formats, lines, mark)]
    if headed:
        return max(headed, key=lambda each: each.columns.known(next(iter(each.names.values()))))
    # Some rows may be damaged; where nobody says what it is, a quarter must have the shape, which no other text has.
    for shaped, least in ((True, len(lines) / 4),) if wanted is None else ((True, 1), (False, 1)):
        for mark in marks:
            if each := _headless(formats, lines, mark, least, shaped=shaped):
                return each
    return None


def recognise(head: bytes) -> str | None:
    """The format of a plain (unpacked) file that begins with these bytes, None for any other: articles, notes, pages.

    Packed files are never articles: open them.
    """
    found = layout(head[: 1 << 16], whole=False) or layout(head[: 1 << 16], whole=True)
    return found.columns.name if found else None


def sample(head: bytes, whole: bool) -> list[str]:
    """The first lines that hold something, as text; the last is left out where it may go on behind `head`."""
    lines = _LINES.split(head.removeprefix(BOM_UTF8))
    texts = (line_of(line) for line in (lines if whole else lines[:-1])[: 4 * _SAMPLE])
    return [text for text in texts if isinstance(text, str) and text.strip()][:_SAMPLE]


def lacking(name: str, head: bytes, whole: bool) -> list[str]:
    """What the header of a table lacks to be of the format `name`; nothing where its first line is no such header."""
    line, of = next(iter(sample(head, whole)), ""), columns(name)
    headers = [of.named(cells(line, mark, quoted=True)) for mark in _DELIMITERS]
    best = max(headers, key=of.known)
    return of.missing(best) if of.known(best) > 2 else []


def described(head: bytes, whole: bool) -> str:
    """What the first line of a table looks like, for people."""
    line = next(iter(sample(head, whole) or sample(head, whole=True)), "")
    widths = {mark: line.count(mark) for mark in _DELIMITERS}
    mark = max(widths, key=lambda each: widths[each])
    parted = f"{widths[mark] + 1} cells parted by {_DELIMITERS[mark]}" if widths[mark] else "no cells"
    return f"its first line has {parted} and begins with {line[:60].strip()!r}"


def cells(line: str, delimiter: str, quoted: bool) -> list[str]:
    """The cells of one line; none where a cell is longer than the csv module reads."""
    if not quoted or '"' not in line:
        return line.split(delimiter)
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _headed(formats: Sequence[Columns], lines: Sequence[str], mark: str) -> Iterator[Layout]:
    quoted = mark != "\t" or lines[0].startswith('"')
    header = tuple(cells(lines[0], mark, quoted))
    for each in formats:
        names = each.named(header)
        if each.missing(names):
            continue
        # R's write.table names no column for the names of the rows.
        beside = ("", *names)
        for parted in _parted(lines[1:], mark, quoted):
            if {len(row) for row in parted} == {len(beside)} and any(each.fits(beside, row) for row in parted):
                names = beside
        yield Layout(each, mark, quoted, header, {len(names): names})


def _headless(
    formats: Sequence[Columns], lines: Sequence[str], mark: str, least: float, *, shaped: bool
) -> Layout | None:
    quoted = mark != "\t"
    for parted in _parted(lines, mark, quoted):
        for each in formats:
            layouts = each.layouts
            fit = Counter(
                len(row) for row in parted if len(row) in layouts and (not shaped or each.fits(layouts[len(row)], row))
            )
            if fit and fit.total() >= least:
                width, _ = fit.most_common(1)[0]
                return Layout(each, mark, quoted, None, {width: layouts[width]})
    return None


def _parted(lines: Sequence[str], mark: str, quoted: bool) -> Iterator[list[list[str]]]:
    """The rows of a sample: with line breaks in cells, then without, where a quote that is never closed hides rows."""
    if quoted and any('"' in line for line in lines):
        with suppress(csv.Error):
            yield list(csv.reader([f"{line}\n" for line in lines], delimiter=mark))
    yield [cells(line, mark, quoted) for line in lines]


def _key(name: str) -> str:
    return _NOT_IN_KEYS.sub("", name.casefold())


def _read(name: str) -> Iterator[Column]:
    for row in rows(f"columns_{name}"):
        yield Column(
            row["name"],
            frozenset(map(int, row["widths"].split())),
            (_key(row["name"]), *(_key(alias) for alias in row["aliases"].split("|") if alias)),
            row["needed"] == "yes",
            re.compile(row["shape"]) if row["shape"] else None,
        )
