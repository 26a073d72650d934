"""Every data row of a file once: its fields by the format's own names, or the reason why not."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from graph.errors import InputError
from loaders.datasets.coded import FAULTS, Fault, RawRow
from loaders.datasets.tables.source import BrokenOffError
from loaders.datasets.tables.table import Table
from loaders.limits import Limits
from tests.datasets.written import (
    ACLED,
    ICEWS,
    SHAPES,
    UCDP,
    acled,
    gdelt1,
    gdelt2,
    icews,
    mention,
    quoted,
    tabbed,
    ucdp,
    written,
)


def read(data: bytes, wanted: str | None = None, limits: Limits | None = None) -> list[RawRow | Fault]:
    with Table(io.BytesIO(data), wanted, limits or Limits()) as table:
        return list(table)


def rows_of(found: list[RawRow | Fault]) -> list[list[str]]:
    return [list(row.fields.values()) for row in found if isinstance(row, RawRow)]


def codes(found: list[RawRow | Fault]) -> list[str | None]:
    return [row.code if isinstance(row, Fault) else None for row in found]


def archive(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_every_row_comes_once_by_its_number_and_names(shape: str, end: str, mark: bytes) -> None:
    name, _, row, _ = SHAPES[shape]
    with Table(io.BytesIO(mark + written(shape, 3, end=end)), None, Limits()) as table:
        found = list(table)
        assert table.format == name
    assert [each.number for each in found] == [1, 2, 3]
    assert rows_of(found) == [row(number) for number in (1, 2, 3)]


def test_fields_go_by_the_names_of_the_codebook() -> None:
    [row] = read(tabbed([gdelt2(7)]))
    assert isinstance(row, RawRow)
    told = {"GLOBALEVENTID": "7", "EventCode": "042", "ActionGeo_Lat": "60.5", "SOURCEURL": "https://news.example/7"}
    assert told.items() <= row.fields.items()


def test_blank_lines_are_no_rows() -> None:
    for rows, write in (([gdelt2(1), gdelt2(2)], tabbed), ([ACLED, acled(1), acled(2)], quoted)):
        blanks = b"\n  \n\t\n"
        data = blanks + b"\n\n".join(write([row]) for row in rows) + blanks
        assert codes(read(data)) == [None, None]


def test_a_last_row_without_an_end_counts() -> None:
    assert len(read(tabbed([gdelt2(1), gdelt2(2)]).rstrip(b"\n"))) == 2


def test_ends_of_lines_may_be_mixed() -> None:
    data = tabbed([gdelt2(1)], end="\r") + tabbed([gdelt2(2)], end="\r\n") + tabbed([gdelt2(3)])
    assert rows_of(read(data)) == [gdelt2(1), gdelt2(2), gdelt2(3)]


def test_both_widths_of_gdelt_1_may_follow_one_another() -> None:
    rows = [gdelt1(1, url=False)] * 60 + [gdelt1(2)] * 2
    assert rows_of(read(tabbed(rows))) == rows


def test_a_row_cut_to_the_width_of_an_older_release_is_not_taken_for_it() -> None:
    assert codes(read(tabbed([gdelt2(1), gdelt2(2)[:58], gdelt2(3)[3:], gdelt2(4)]))) == [
        None,
        "fields",
        "fields",
        None,
    ]


def test_too_few_and_too_many_fields_are_faults_that_keep_the_row() -> None:
    short, long = icews(2)[:-1], [*icews(3), "x"]
    found = read(tabbed([ICEWS, icews(1), short, long, icews(4)]))
    assert codes(found) == [None, "fields", "fields", None]
    assert isinstance(found[1], Fault)
    assert found[1] == Fault(2, "fields", "19 cells, 20 wanted", "\t".join(short))


def test_quotes_in_tab_files_are_letters() -> None:
    row = icews(1)
    row[2] = '"Doe'
    assert rows_of(read(tabbed([ICEWS, row, icews(2)]))) == [row, icews(2)]


def test_a_tab_file_whose_header_is_quoted_is_a_quoted_table() -> None:
    header = [f'"{name}"' for name in ICEWS]
    data = tabbed([header]) + quoted([icews(1), icews(2)], delimiter="\t")
    assert rows_of(read(data)) == [icews(1), icews(2)]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_quote_that_is_never_closed_costs_its_own_row_alone(place: int) -> None:
    rows = [quoted([acled(number)]) for number in (1, 2, 3)]
    rows[place] = b'NRL9,"2023-05-01,never closed\n'
    found = read(quoted([ACLED]) + b"".join(rows))
    assert [code for code in codes(found) if code] == ["fields"]
    assert rows_of(found) == [acled(number) for number in (1, 2, 3) if number != place + 1]
    fault = found[place]
    assert isinstance(fault, Fault)
    assert fault.row == 'NRL9,"2023-05-01,never closed'
    assert "quotes do not match" in fault.reason


def test_a_quote_open_over_lines_that_are_no_rows_ends_at_the_limit() -> None:
    junk = b"no row\n" * 300
    found = read(quoted([ACLED]) + b'"open\n' + junk + quoted([acled(1)]), limits=Limits(max_row_chars=1000))
    assert codes(found) == ["fields"] * 301 + [None]
    assert rows_of(found) == [acled(1)]


def test_text_behind_a_closed_quote_is_a_fault() -> None:
    bad = b'NRL1,"2023" May' + b"," * 29 + b"\n"
    assert codes(read(quoted([ACLED]) + bad + quoted([acled(2)]))) == ["fields", None]


def test_headers_of_files_that_follow_one_another_are_no_rows() -> None:
    mark = b"\xef\xbb\xbf"
    assert rows_of(read((mark + written("acled", 1)) * 3)) == [acled(1)] * 3
    assert rows_of(read((mark + written("icews", 1)) * 3)) == [icews(1)] * 3


def test_a_row_of_hxl_tags_is_no_data() -> None:
    tags = ["#date+year" if name == "year" else "" for name in UCDP]
    found = read(quoted([UCDP, tags, ucdp(1), ucdp(2)]))
    assert rows_of(found) == [ucdp(1), ucdp(2)]
    assert found[0].number == 1


def test_nul_bytes_and_unknown_encodings_are_faults() -> None:
    rows = [tabbed([icews(number)]) for number in range(1, 6)]
    rows[1] = rows[1].replace(b"Norland", b"Nor\0land")
    rows[2] = rows[2].replace("é".encode(), b"\xe9")
    rows[3] = rows[3].replace("é".encode(), "é".encode() + b"\xff")
    found = read(tabbed([ICEWS]) + b"".join(rows))
    assert codes(found) == [None, "encoding", None, "encoding", None]
    assert rows_of(found) == [icews(1), icews(3), icews(5)]
    assert next(each.reason for each in found if isinstance(each, Fault)) == "it holds NUL bytes"


@pytest.mark.parametrize("shape", ["icews", "acled"])
def test_a_row_over_the_limit_is_a_fault_and_the_next_is_read(shape: str) -> None:
    _, header, row, write = SHAPES[shape]
    assert header
    long = [*row(2)[:-1], "x" * 500_000]
    found = read(write([header, row(1), long, row(3)]), limits=Limits(max_row_chars=2_000))
    assert codes(found) == [None, "fields", None] if shape == "icews" else codes(found).count(None) == 2
    assert rows_of(found) == [row(1), row(3)]
    assert any("max_row_chars" in each.reason for each in found if isinstance(each, Fault))


def test_a_row_of_many_bytes_but_few_characters_is_within_the_limit() -> None:
    row = [*icews(1)[:-1], "界" * 900]
    assert rows_of(read(tabbed([ICEWS, row]), limits=Limits(max_row_chars=1_100))) == [row]


def test_a_truncated_gzip_gives_its_rows_and_then_says_where() -> None:
    data = gzip.compress(written("gdelt 2.0", 5000))
    got: list[RawRow | Fault] = []
    with (
        Table(io.BytesIO(data[: len(data) // 2]), None, Limits()) as table,
        pytest.raises(BrokenOffError, match=r"cut short after [\d,]+ unpacked bytes, after row [\d,]+$") as caught,
    ):
        got.extend(table)
    assert len(got) > 1000
    assert rows_of(got) == [gdelt2(number) for number in range(1, len(got) + 1)]
    assert f"after row {len(got):,}" in str(caught.value)


@pytest.mark.parametrize("cut", [3, 11, 60])
def test_a_gzip_that_breaks_before_its_first_row_is_no_empty_file(cut: int) -> None:
    with pytest.raises(BrokenOffError):
        read(gzip.compress(written("icews", 3))[:cut])


def test_the_members_of_an_archive_are_one_table() -> None:
    data = archive(b=written("icews", 2), a=written("icews", 1), empty=b"")
    with Table(io.BytesIO(data), None, Limits()) as table:
        found = list(table)
        assert [name.rpartition(" ")[2] for name in table.names] == ["a", "b"]
        assert table.done == table.size
    assert [row.number for row in found] == [1, 2, 3]
    assert rows_of(found) == [icews(1), icews(1), icews(2)]


def test_what_is_no_event_data_in_an_archive_is_passed_over_and_said() -> None:
    notes = b"events.tab, from the Dataverse\n"
    data = archive(codebook=b"%PDF-1.7\n\xff", events=written("icews", 1), manifest=notes)
    with Table(io.BytesIO(data), None, Limits()) as table:
        assert len(list(table)) == 1
        assert [name.rpartition(" ")[2] for name, _ in table.passed_over] == ["codebook", "manifest"]
        assert ["PDF" in reason or "events.tab" in reason for _, reason in table.passed_over] == [True, True]


def test_an_archive_of_two_formats_is_refused() -> None:
    with pytest.raises(InputError, match="gdelt and icews"):
        read(archive(a=written("icews"), b=written("gdelt 2.0")))


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n \n", gzip.compress(b""), archive(), archive(a=b"")])
@pytest.mark.parametrize("wanted", [None, "gdelt"])
def test_an_empty_file_has_no_rows_and_no_format(data: bytes, wanted: str | None) -> None:
    with Table(io.BytesIO(data), wanted, Limits()) as table:
        assert table.format is None
        assert list(table) == []


def test_a_header_alone_has_a_format_and_no_rows() -> None:
    with Table(io.BytesIO(quoted([ACLED])), None, Limits()) as table:
        assert table.format == "acled"
        assert list(table) == []


def test_a_file_of_another_format_is_refused_by_what_it_looks_like(tmp_path: Path) -> None:
    path = tmp_path / "20230501.export.CSV"
    path.write_text("Norland\tSudland\t27\nmore\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"export\.CSV: .*3 cells parted by tabs and begins with 'Norland"):
        Table(path, None, Limits())
    with pytest.raises(InputError, match=r"not icews.*61 cells parted by tabs"):
        read(written("gdelt 2.0"), "icews")
    with pytest.raises(InputError, match="its header lacks CAMEO Code, Target Name; "):
        read(tabbed([[name for name in ICEWS if name not in {"CAMEO Code", "Target Name"}]]), "icews")
    with pytest.raises(InputError, match="no format; gdelt"):
        read(b"", "gkg")


def test_the_format_that_is_asked_for_overrules() -> None:
    odd = ["?", *mention(1)[1:]]
    with pytest.raises(InputError):
        read(tabbed([odd]))
    assert rows_of(read(tabbed([odd]), "gdelt-mentions")) == [odd]


def test_faults_have_codes_of_the_interface() -> None:
    assert {"fields", "encoding"} <= FAULTS


def test_memory_does_not_grow_with_the_file() -> None:
    import tracemalloc

    block = written("gdelt 2.0", 1000)

    class Endless(io.RawIOBase):
        left = 60

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            if not self.left:
                return 0
            self.left -= 1
            size = min(len(block), len(buffer))
            buffer[:size] = block[:size]
            return size

    with Table(io.BufferedReader(Endless(), len(block)), None, Limits()) as table:
        tracemalloc.start()
        count = sum(1 for _ in table)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert count > 40_000
    assert peak < 8 * 2**20
