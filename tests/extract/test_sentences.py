"""Sentences end where a reader would end them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extract.sentences import sentences


def split(text: str, lang: str = "en", **limits: int) -> list[str]:
    return [span.of(text) for span in sentences(text, lang, **limits)]


def test_abbreviations_and_initials_end_no_sentence() -> None:
    text = "Gen. J. R. Hale met Dr. Aziz on Jan. 5. The U.S. envoy left."
    assert split(text) == ["Gen. J. R. Hale met Dr. Aziz on Jan. 5.", "The U.S. envoy left."]


def test_a_line_break_ends_a_sentence() -> None:
    assert split("Ministers meet in Oslo\nTalks go on") == ["Ministers meet in Oslo", "Talks go on"]


def test_a_lost_blank_after_a_full_stop_still_ends_a_sentence() -> None:
    text = "Delegasi tiba pada Senin.Perundingan dimulai pukul 10.00 WIB.Hasilnya belum jelas."
    assert len(split(text, "id")) == 3


def test_a_quote_stays_with_its_sentence() -> None:
    text = "“Kami siap.” Menteri itu lalu pergi."
    assert split(text, "id") == ["“Kami siap.”", "Menteri itu lalu pergi."]


@pytest.mark.parametrize(
    "text", ["Harga naik 3.5 persen di situs berita.com hari ini.", "Rapat ... ditunda.", "“Kapan?” tanya dia."]
)
def test_stops_inside_numbers_addresses_and_pauses_end_nothing(text: str) -> None:
    assert split(text, "id") == [text]


def test_a_sentence_without_end_is_cut_at_the_limit() -> None:
    pieces = split("kata " * 2000, "id", max_chars=500)
    assert max(map(len, pieces)) <= 500
    assert " ".join(pieces).split() == ["kata"] * 2000


@given(st.text(max_size=300), st.sampled_from(["id", "en"]))
def test_no_character_but_blanks_is_lost(text: str, lang: str) -> None:
    spans = sentences(text, lang)
    assert "".join("".join(span.of(text) for span in spans).split()) == "".join(text.split())
    assert all(left.end <= right.start for left, right in pairwise(spans))


@pytest.mark.parametrize("text", ["." * 400_000, '. "' * 100_000, "A." * 200_000, "Kata itu benar. " * 60_000])
def test_a_hostile_line_is_split_before_anyone_tires_of_waiting(text: str) -> None:
    """Once quadratic: an hour and more for such a line."""
    assert sentences(text, "id")
