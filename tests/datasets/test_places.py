"""A place of a data set is the articles' where it means the same, and never another of its name."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from graph.model import Place
from loaders.datasets.names.places import dataset_place
from loaders.extract.places import resolve_place


def _place(name: str, country: str | None, lat: float | None = None, lon: float | None = None) -> Place:
    place = dataset_place(name, country, lat, lon)
    assert place is not None
    return place


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Aleppo", "SYR", 36.21, 37.16),
        ("Kiev", "UKR", 50.4333, 30.5167),
        ("Tehran", "IRN", 35.7, 51.42),
        ("Tripoli", "LBN", 34.43, 35.85),
        ("Aleppo", "SYR", None, None),
        ("Ukraine", "UKR", 49.0, 32.0),
    ],
)
def test_a_town_or_state_that_articles_know_is_that_very_place(
    name: str, country: str, lat: float | None, lon: float | None
) -> None:
    assert _place(name, country, lat, lon) == resolve_place(name, (country,))


def test_a_town_is_found_without_a_country_by_its_coordinates() -> None:
    assert _place("Aleppo", None, 36.21, 37.16) == resolve_place("Aleppo")


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Aleppo", "SYR", 33.5, 36.3),
        ("Aleppo", "TUR", 36.21, 37.16),
        ("Aleppo", None, None, None),
        ("Upper Example", "BEN", 10.123456, 2.5),
    ],
)
def test_any_other_is_a_place_of_its_own(name: str, country: str | None, lat: float | None, lon: float | None) -> None:
    place = _place(name, country, lat, lon)
    assert place.id.startswith("pl-")
    assert (place.name, place.country, place.lat, place.lon) == (name, country, lat, lon)


def test_two_villages_of_one_name_are_two_places() -> None:
    north, south = _place("Example", "BEN", 11.20, 3.0), _place("Example", "BEN", 6.40, 2.4)
    assert north.id != south.id


def test_coordinates_that_agree_to_a_hundredth_of_a_degree_are_one_place() -> None:
    assert _place("Éxample", "BEN", 11.2004, -0.001).id == _place("Example", "BEN", 11.1996, 0.001).id


@pytest.mark.parametrize("name", ["", "  ", "-", "\x00"])
def test_without_a_name_there_is_no_place(name: str) -> None:
    assert dataset_place(name, "BEN", 9.0, 2.0) is None


def test_coordinates_out_of_range_are_refused() -> None:
    with pytest.raises(ValidationError):
        dataset_place("Example", "BEN", 91.0, 2.0)


def test_a_province_is_not_the_town_that_it_is_named_after() -> None:
    town, province = (dataset_place(name, "UKR", 48.0, 37.8) for name in ("Donetsk", "Donetsk Oblast"))
    assert town is not None
    assert province is not None
    assert town.id.startswith("gn-")
    assert (province.name, province.id == town.id) == ("Donetsk Oblast", False)
