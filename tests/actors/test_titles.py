"""Titles: off the name, and a country from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.actors.titles import led_country, strip_titles, titled_country


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("Presiden Rusia Vladimir Putin", "Vladimir Putin"),
        ("Russian President Vladimir Putin", "Vladimir Putin"),
        ("Menteri Luar Negeri Retno Marsudi", "Retno Marsudi"),
        ("Menlu RI Retno Marsudi", "Retno Marsudi"),
        ("Lt. Gen. H.R. McMaster", "H.R. McMaster"),
        ("Mr. Lavrov", "Lavrov"),
        ("Sergei Shoigu", "Sergei Shoigu"),
        ("Menlu Suriname", "Menlu Suriname"),
        ("President", "President"),
        ("mayor of Hakkari", "mayor of Hakkari"),
    ],
)
def test_titles_come_off_and_names_stay(surface: str, name: str) -> None:
    assert strip_titles(surface) == name


@pytest.mark.parametrize(
    ("before", "after", "iso3"),
    [
        ("Pada Senin, Presiden Rusia ", " tiba.", "RUS"),
        ("Pertemuan dengan kepala Dewan Keamanan Nasional Tertinggi Iran, ", ", digelar.", "IRN"),
        ("Moscow said that Russian President ", " would come.", "RUS"),
        ("Talks with the President of Zambia, ", " began.", "ZMB"),
        ("Duta Besar Rusia untuk Polandia ", " dipanggil.", "RUS"),
        ("Yesterday ", ", Iran's foreign minister, landed.", "IRN"),
        ("Kemarin ", " (Presiden Kenya) bertolak.", "KEN"),
        ("The IRGC commander ", " spoke.", "IRN"),
    ],
)
def test_a_title_beside_the_name_gives_the_country(before: str, after: str, iso3: str) -> None:
    assert titled_country(before, after) == iso3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Rusia menyerang Kyiv, kata ", "."),
        ("In Iran, ", " said nothing."),
        ("He left Russia. President ", " stayed."),
        ("Direktur MSF di Yaman ", " mengeluh."),
        ("US gunships fired while General ", " fled."),
        ("Kepada Presiden Uni Emirat Arab Khalifa bin Zayed, ", " menulis surat."),
        ("", ""),
    ],
)
def test_a_country_without_a_title_is_not_the_persons(before: str, after: str) -> None:
    assert titled_country(before, after) is None


def test_a_title_in_the_surface_names_the_country() -> None:
    assert led_country("Presiden Rusia Vladimir Putin") == "RUS"
    assert led_country("Russian President Vladimir Putin") == "RUS"
    assert led_country("Sudesh Amman") is None


@pytest.mark.parametrize("surface", ["U.S", "Ex-Mayor", "Ex-Mayor Lee", "Co-President Ana Lund", "U.S. President"])
def test_a_title_that_is_only_a_part_of_a_written_word_ends_the_stripping(surface: str) -> None:
    """It once went round for ever."""
    assert strip_titles(surface)


@given(
    st.lists(
        st.sampled_from("Ex - Mayor Presiden U.S . Rusia Menlu the of A.S. Wakil Lee , ’s co- Gen.".split()), max_size=8
    )
)
def test_stripping_titles_always_ends(words: list[str]) -> None:
    for joint in ("", " "):
        strip_titles(joint.join(words))
