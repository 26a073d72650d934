"""Dates mean what a reader on the day of publication takes them to mean, and nothing is guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import DatePrecision
from loaders.extract.dates import Seen, resolve

TUESDAY = date(2024, 8, 6)


def iso(words: str, lang: str, seen: Seen) -> str | None:
    when = resolve(words, lang, seen)
    return when and "/".join(day.isoformat() for day in (when.start, when.end) if day)


@pytest.mark.parametrize(
    ("words", "lang", "meant"),
    [
        ("Senin (5/8)", "id", "2024-08-05"),
        ("Senin (5/8/2024) malam", "id", "2024-08-05"),
        ("pada tanggal 31 Juli", "id", "2024-07-31"),
        ("kemarin", "id", "2024-08-05"),
        ("semalam", "id", "2024-08-05"),
        ("pekan lalu", "id", "2024-07-29/2024-08-04"),
        ("awal April", "id", "2024-04-01/2024-04-10"),
        ("dua hari lalu", "id", "2024-08-04"),
        ("Jumat dini hari", "id", "2024-08-02"),
        ("tahun 1998", "id", "1998-01-01/1998-12-31"),
        ("Monday", "en", "2024-08-05"),
        ("last Tuesday", "en", "2024-07-30"),
        ("August 5", "en", "2024-08-05"),
        ("5 August 2024", "en", "2024-08-05"),
        ("8/5/2024", "en", "2024-08-05"),
        ("last month", "en", "2024-07-01/2024-07-31"),
        ("late July", "en", "2024-07-21/2024-07-31"),
        ("three weeks ago", "en", "2024-07-15/2024-07-21"),
        ("the 1990s", "en", "1990-01-01/1999-12-31"),
        ("December 30", "en", "2023-12-30"),
        ("2024-02-29", "en", "2024-02-29"),
        ("Thursday last week", "en", "2024-08-01"),
        ("Jumat pekan lalu", "id", "2024-08-02"),
        ("last Monday", "en", "2024-07-29"),
        ("first of August", "en", "2024-08-01"),
        ("the 2nd", "en", "2024-08-02"),
        ("the 31st", "en", "2024-07-31"),
        ("Christmas Eve", "en", "2023-12-24"),
        ("New Year’s Day 2020", "en", "2020-01-01"),
        ("malam tahun baru", "id", "2023-12-31"),
    ],
)
def test_words_resolve_against_the_day_of_publication(words: str, lang: str, meant: str) -> None:
    assert iso(words, lang, Seen(TUESDAY)) == meant


@pytest.mark.parametrize(
    ("words", "lang"), [("Senin", "id"), ("5 Agustus", "id"), ("yesterday", "en"), ("April", "en")]
)
def test_without_a_day_of_publication_relative_words_mean_nothing(words: str, lang: str) -> None:
    assert resolve(words, lang, Seen()) is None


@pytest.mark.parametrize(
    ("words", "lang"),
    [("31 Februari 2024", "id"), ("February 30, 2024", "en"), ("soon", "en"), ("24/7", "en"), ("2.5", "en")],
)
def test_impossible_and_empty_words_mean_nothing(words: str, lang: str) -> None:
    when = resolve(words, lang, Seen())
    assert when is None or when.precision is not DatePrecision.DAY


def test_plans_look_ahead() -> None:
    assert iso("Friday", "en", Seen(TUESDAY, ahead=True)) == "2024-08-09"
    assert iso("10 Januari", "id", Seen(date(2024, 12, 20), ahead=True)) == "2025-01-10"


@pytest.mark.parametrize(
    ("words", "lang", "meant"),
    [
        ("sehari sebelumnya", "id", "2024-07-30"),
        ("keesokan harinya", "id", "2024-08-01"),
        ("the day before", "en", "2024-07-30"),
        ("three days later", "en", "2024-08-03"),
        ("the same day", "en", "2024-07-31"),
        ("that very evening", "en", "2024-07-31"),
        ("the following morning", "en", "2024-08-01"),
        ("the previous night", "en", "2024-07-30"),
        ("malam harinya", "id", "2024-07-31"),
        ("midnight", "en", "2024-07-31"),
        # What comes after the words happened before what is in front: "freed on Wednesday, five days after ...".
        ("five days after", "en", "2024-07-26"),
        ("sehari setelah", "id", "2024-07-30"),
        ("the day after", "en", "2024-08-01"),
    ],
)
def test_a_date_may_lean_on_the_day_named_before_it(words: str, lang: str, meant: str) -> None:
    assert iso(words, lang, Seen(TUESDAY, anchor=date(2024, 7, 31))) == meant


def test_precision_says_how_sharp_the_words_are() -> None:
    sharpness = {words: resolve(words, "en", Seen(TUESDAY)) for words in ("Monday", "last week", "May 2024", "2023")}
    assert [when and when.precision.value for when in sharpness.values()] == ["day", "week", "month", "year"]


@given(st.text(max_size=60), st.sampled_from(["id", "en"]), st.none() | st.dates())
def test_no_words_break_the_reading(words: str, lang: str, published: date | None) -> None:
    when = resolve(words, lang, Seen(published))
    assert when is None or when.end is None or when.start <= when.end
