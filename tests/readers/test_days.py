"""Days of publication."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.extract.languages import codes, language
from loaders.readers.days import parse_day


@pytest.mark.parametrize(
    "value",
    [
        "2024-08-05",
        "2024-08-05T23:59:00+07:00",
        "20240805",
        "2024/08/05 10:00",
        "Mon, 05 Aug 2024 23:55:28 GMT",
        "5 Agustus 2024",
        "Senin, 5 Agu 2024 14:00 WIB",
        "August 5, 2024",
        "Aug. 5th, 2024",
        "5th of August 2024",
        "05-Aug-2024",
    ],
)
def test_a_written_day_is_read_as_written(value: str) -> None:
    assert parse_day(value) == date(2024, 8, 5)


def test_the_order_of_day_and_month_is_never_guessed() -> None:
    assert parse_day("05/08/2024") is None
    assert parse_day("05/08/2024", "en") is None
    assert parse_day("05/08/2024", "xx") is None
    assert parse_day("05/08/2024", "id") == date(2024, 8, 5)
    assert parse_day("25/08/2024", "en") == date(2024, 8, 25)
    assert parse_day("08/25/2024", "en") == date(2024, 8, 25)
    assert parse_day("08.08.2024") == date(2024, 8, 8)


def test_a_language_folder_says_whether_its_day_comes_first() -> None:
    for code in codes():
        first = date(2024, 8, 5) if language(code).dates["day_first"] else None
        assert parse_day("05/08/2024", code) == first


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "2024-02-30",
        "31 February 2024",
        "0000-00-00",
        "5 Foo 2024",
        "1/2/24",
        "99999999",
        "2024",
        "24/7",
        "2.5",
        "open 24/7",
        "2.5 Mei 2024",
        "24/7 August 2024",
        "5-7 August 2024",
        "1.2.3.2024",
        "x" * 10**6,
    ],
)
def test_no_day_is_none(value: str) -> None:
    assert parse_day(value, "id") is None
