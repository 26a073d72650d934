"""Places mean what a newspaper means by them."""

from __future__ import annotations

import pytest

from loaders.extract.places import resolve_place


@pytest.mark.parametrize(
    ("words", "name", "country"),
    [
        ("Teheran", "Tehran", "IRN"),
        ("kota Kherson", "Kherson", "UKR"),
        ("Kherson, Ukraina", "Kherson", "UKR"),
        ("Jalur Gaza", "Gaza Strip", "PSE"),
        ("northern Mali", "Mali", "MLI"),
        ("Panama", "Panama", "PAN"),
        ("Odessa", "Odesa", "UKR"),
        ("Rafah", "Rafah", "PSE"),
        ("Beting Thomas Kedua", "Second Thomas Shoal", None),
        ("São Paulo", "São Paulo", "BRA"),
        ("Kremlin", "Kremlin", "RUS"),
    ],
)
def test_names_in_both_languages_find_their_place(words: str, name: str, country: str | None) -> None:
    place = resolve_place(words)
    assert place is not None
    assert (place.name, place.country) == (name, country)


def test_a_city_in_a_country_that_the_text_speaks_of_goes_before_a_larger_one() -> None:
    far, near = resolve_place("Tripoli"), resolve_place("Tripoli", near={"LBN"})
    assert far is not None
    assert near is not None
    assert (far.country, near.country) == ("LBY", "LBN")


def test_known_places_have_coordinates_and_countries_none() -> None:
    city, country = resolve_place("Damaskus"), resolve_place("Suriah")
    assert city is not None
    assert city.lat == pytest.approx(33.5, abs=0.1)
    assert country is not None
    assert (country.id, country.lat) == ("SYR", None)


def test_unknown_words_stay_as_they_are_and_bare_words_are_no_place() -> None:
    barracks = resolve_place("markas tentara")
    assert barracks is not None
    assert (barracks.name, barracks.country, barracks.lat) == ("markas tentara", None, None)
    assert resolve_place("kota") is None
