"""A cell is read exactly, is empty, or is refused with a reason that quotes it."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.datasets.coded import RowError
from loaders.datasets.formats.fields import LINE, address, coordinates, count, day, index, line, quoted, told


@pytest.mark.parametrize("cell", ["20240229", "2024-02-29", " 20240229 ", "2024-02-29 00:00:00.000"])
def test_a_day_is_read_in_either_form(cell: str) -> None:
    assert day(cell) == date(2024, 2, 29)


@pytest.mark.parametrize(
    "cell",
    [
        *("20240230", "2023-02-29", "20241301", "2024-0229", "202402", "20240229120000", "2024-W09-4", "00010101"),
        *("NA", "", "٢٠٢٤٠٢٢٩", "29.02.2024", "2024-02-29 tomorrow", "-20240229"),
    ],
)
def test_what_no_calendar_has_is_no_day(cell: str) -> None:
    with pytest.raises(RowError) as caught:
        day(cell)
    assert caught.value.code == "date"
    assert repr(cell) in str(caught.value)


@pytest.mark.parametrize("cell", [None, "", "  ", "NA", "NULL", "None", "NaN"])
def test_a_missing_value_is_told_apart_from_text(cell: str | None) -> None:
    assert told(cell) == ""
    assert line(cell) is None
    assert count(cell) is None
    assert coordinates(cell, cell) == (None, None)


def test_text_becomes_one_bounded_line_that_every_store_and_export_may_hold() -> None:
    assert line("Aceh\x00\x1b[31m\tutara\r\n Baru") == "Aceh [31m utara Baru"
    assert line("\x00\x07") is None
    assert line("Côte d’Ivoire") == "Côte d’Ivoire"
    assert len(line("x" * 10 * LINE) or "") == LINE
    assert line("one two", limit=4) == "one"


@pytest.mark.parametrize(("cell", "expected"), [("0", 0), ("12", 12), ("12.0", 12), (" 7 ", 7)])
def test_a_count_is_a_whole_number(cell: str, expected: int) -> None:
    assert count(cell) == expected


@pytest.mark.parametrize("cell", ["-1", "1.5", "many", "1e3", "9999999999", "٣", "1_000"])
def test_what_counts_nothing_is_refused(cell: str) -> None:
    with pytest.raises(RowError) as caught:
        count(cell)
    assert caught.value.code == "count"


def test_coordinates_are_degrees_on_the_globe() -> None:
    assert coordinates("-90", "180.0") == (-90.0, 180.0)
    assert coordinates("5e-05", "-.5") == (0.00005, -0.5)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [("90.1", "0"), ("0", "-180.1"), ("1", ""), ("", "1"), ("north", "1"), ("inf", "0"), ("1e99", "0"), ("1,5", "2")],
)
def test_what_lies_off_the_globe_is_refused(lat: str, lon: str) -> None:
    with pytest.raises(RowError) as caught:
        coordinates(lat, lon)
    assert caught.value.code == "coordinates"


def test_an_address_is_a_web_address_without_its_password() -> None:
    assert address("https://news.example/a?b=1") == "https://news.example/a?b=1"
    assert address("https://me:secret@news.example/a") == "https://news.example/a"
    for cell in ("", "BBC Monitoring", "ftp://news.example/a", "javascript:alert(1)", "https://", "http://[::1"):
        assert address(cell) is None
    assert address("https://news.example/" + "a" * 5000) is None


def test_a_reason_quotes_a_cell_in_one_short_line() -> None:
    assert len(quoted("x\n" * 1000)) < 100
    assert "\n" not in quoted("x\n" * 1000)


def test_what_the_set_counts_from_one_is_counted_from_nought() -> None:
    assert [index(cell) for cell in ("1", "6", "0", "NA", None)] == [0, 5, None, None, None]
