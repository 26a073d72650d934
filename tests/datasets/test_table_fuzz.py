"""No mutilation loses a row in silence. `CASUS_FUZZ_EXAMPLES=10000` reads that many files of each shape."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import CasusError, InputError
from loaders.datasets.coded import Fault, RawRow
from loaders.datasets.tables.source import BrokenOffError
from loaders.datasets.tables.table import Table
from loaders.limits import Limits
from tests.datasets.written import SHAPES, quoted, tabbed, written

MARK = b"\xef\xbb\xbf"
EXAMPLES = int(os.environ.get("CASUS_FUZZ_EXAMPLES", "60"))
LIMITS = Limits(max_row_chars=5_000)
ENDS = st.sampled_from([b"\n", b"\r\n", b"\r"])
# What befalls a row: its lines, mutilated, by the row as written (its end gone).
HARM: dict[str, Callable[[bytes], bytes]] = {
    "none": bytes,
    "cut": lambda row: row[: len(row) // 2],
    "fields cut": lambda row: row[:20],
    "field more": lambda row: row + (b"\tx" if b"\t" in row else b",x"),
    "NUL": lambda row: row[:8] + b"\0" + row[8:],
    "neither encoding": lambda row: row[:8] + "é".encode() + b"\xff\x81" + row[8:],
    "too long": lambda row: row + b"x" * 6_000,
}
# As above, where a row stays one: with quotes they spread to the next row.
QUOTES: dict[str, Callable[[bytes], bytes]] = {
    "open quote": lambda row: row[: row.find(b",") + 1] + b'"' + row[row.find(b",") + 1 :].replace(b'"', b""),
    "quote in the middle": lambda row: row.replace(b",", b',"a"b', 1),
}


def read(data: bytes, wanted: str) -> tuple[list[RawRow | Fault], CasusError | None]:
    found: list[RawRow | Fault] = []
    try:
        with Table(io.BytesIO(data), wanted, LIMITS) as table:
            found.extend(table)
    except CasusError as error:
        return found, error
    return found, None


@st.composite
def mutilated(draw: st.DrawFn, shape: str) -> tuple[bytes, list[list[str] | None]]:
    """A file and what must come of each row: its cells, or None where it was harmed."""
    _, header, row, write = SHAPES[shape]
    harms = HARM | (QUOTES if write is quoted else {})
    kinds = draw(st.lists(st.sampled_from(["none", *harms]), min_size=1, max_size=8))
    lines = [write([header])[:-1]] if header else []
    if not header:  # something must tell what it is
        kinds[0] = "none"
    for number, kind in enumerate(kinds, 1):
        # A line break in a harmed row makes lines of it that are rows to any reader.
        cells = row(number) if kind == "none" else [cell.replace("\n", " ") for cell in row(number)]
        lines.append(harms[kind](write([cells])[:-1]))
    ends = [draw(ENDS) for _ in lines]
    blanks = [draw(st.sampled_from([b"", b"", b"\n", b" \r\n"])) for _ in lines]
    mark = draw(st.sampled_from([b"", MARK]))
    data = mark + b"".join(part for each in zip(lines, ends, blanks, strict=True) for part in each)
    return data, [row(number) if kind == "none" else None for number, kind in enumerate(kinds, 1)]


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_row_of_a_mutilated_file_comes_once_as_itself_or_as_a_fault(shape: str, data: st.DataObject) -> None:
    file, wanted = data.draw(mutilated(shape))
    found, error = read(file, SHAPES[shape][0])
    assert error is None
    assert [row.number for row in found] == list(range(1, len(wanted) + 1))
    for row, cells in zip(found, wanted, strict=True):
        if cells is not None:
            assert isinstance(row, RawRow)
            assert list(row.fields.values()) == cells


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_truncated_gzip_ends_in_its_error_and_gives_no_half_row(shape: str, data: st.DataObject) -> None:
    file, _ = data.draw(mutilated(shape))
    packed = gzip.compress(file)
    whole, _ = read(file, SHAPES[shape][0])
    found, error = read(packed[: data.draw(st.integers(2, len(packed) - 1))], SHAPES[shape][0])
    assert isinstance(error, BrokenOffError)
    assert [row._replace(reason="") if isinstance(row, Fault) else row for row in found] == [
        row._replace(reason="") if isinstance(row, Fault) else row for row in whole[: len(found)]
    ]


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_bytes_are_read_or_refused_and_no_line_is_lost(shape: str, data: st.DataObject) -> None:
    _, header, row, write = SHAPES[shape]
    file = write([*([header] if header else []), row(1), row(2)])
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(file)))
        junk = data.draw(st.sampled_from([b'"', b"\t", b",", b"\n", b"\r", b"\0", b"\xe9", b"\xff", b'""', MARK]))
        file = file[:at] + junk + file[at + data.draw(st.integers(0, 3)) :]
    found, error = read(file, SHAPES[shape][0])
    assert error is None or isinstance(error, InputError)
    assert [each.number for each in found] == list(range(1, len(found) + 1))
    if write is tabbed and error is None:
        lines = [line for line in file.replace(b"\r", b"\n").split(b"\n") if line.removeprefix(MARK).strip()]
        assert len(lines) - len(found) in ({0, 1} if header else {0})


def _zipped(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.csv", data)
        packed.writestr("b.csv", data)
    return file.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("pack", [gzip.compress, _zipped])
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_archive_is_read_or_refused(pack: Callable[[bytes], bytes], data: st.DataObject) -> None:
    packed = bytearray(pack(written("acled", 5)))
    for _ in range(data.draw(st.integers(1, 4))):
        # The directory at the end is what is trusted most.
        at = -data.draw(st.integers(1, 250)) if data.draw(st.booleans()) else data.draw(st.integers(0, len(packed)))
        packed[at : at + data.draw(st.integers(0, 3)) or None] = data.draw(st.binary(max_size=4))
    read(bytes(packed), "acled")
