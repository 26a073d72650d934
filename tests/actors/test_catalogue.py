"""Known persons, bodies and groups by any of their surfaces."""

from __future__ import annotations

from datetime import date

import pytest

from graph.model import ActorKind
from loaders.actors.catalogue import Entry, Office, catalogue, choose


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("Al-Shabaab", "Al-Shabaab"),
        ("al Shabaab", "Al-Shabaab"),
        ("al-Shabab", "Al-Shabaab"),
        ("Hizbullah", "Hezbollah"),
        ("Hezbollah’s", "Hezbollah"),
        ("the Houthis", "Houthis"),
        ("Ansarullah", "Houthis"),
        ("Kata’ib Hezbollah", "Kata'ib Hezbollah"),
        ("Kataib Hezbollah", "Kata'ib Hezbollah"),
        ("PBB", "United Nations"),
        ("U.N.", "United Nations"),
        ("Dewan Keamanan PBB", "United Nations Security Council"),
        ("dewan keamanan PBB", "United Nations Security Council"),
        ("OKI", "Organisation of Islamic Cooperation"),
        ("Garda Revolusi", "Islamic Revolutionary Guard Corps"),
        ("IRGC", "Islamic Revolutionary Guard Corps"),
        ("Pentagon", "United States Department of Defense"),
        ("Brussels", "European Union"),
        ("KPK", "Corruption Eradication Commission"),
        ("RSF", "Rapid Support Forces"),
        ("OPEC+", "OPEC+"),
        ("OPEC", "Organization of the Petroleum Exporting Countries"),
        ("Sinn Féin", "Sinn Fein"),
    ],
)
def test_surfaces_of_both_languages_find_the_entry(surface: str, name: str) -> None:
    entry = catalogue().lookup(surface)
    assert entry is not None
    assert entry.name == name


@pytest.mark.parametrize("surface", ["kelompok Hamas", "Hamas fighters", "pejuang Hamas", "rockets of Hamas", "Hamas"])
def test_words_beside_a_group_change_nothing(surface: str) -> None:
    entry = catalogue().lookup(surface.replace(" of", ""))
    assert entry is not None
    assert (entry.name, entry.kind, entry.country) == ("Hamas", ActorKind.ARMED_GROUP, "PSE")


@pytest.mark.parametrize("surface", ["who", "quad", "mas", "security council of the village", "pan", "is", "", "..."])
def test_small_letters_are_no_abbreviations(surface: str) -> None:
    assert catalogue().lookup(surface) is None


@pytest.mark.parametrize("surface", ["lima anggota Hamas", "pendukung Hamas dan Fatah"])
def test_people_of_a_group_are_not_the_group(surface: str) -> None:
    assert catalogue().lookup(surface) is None


def test_the_search_can_be_kept_to_kinds() -> None:
    assert catalogue().lookup("Hamas", kinds=(ActorKind.PERSON,)) is None


def person(name: str, since: str, until: str) -> Entry:
    return Entry(name, ActorKind.PERSON, "USA", (name,), (Office("President", since, until),))


def test_the_one_in_office_on_the_day_is_meant() -> None:
    elder, younger = person("George H. W. Bush", "1989-01", "1993-01"), person("George W. Bush", "2001-01", "2009-01")
    assert choose([elder, younger], date(1990, 8, 2)) is elder
    assert choose([elder, younger], date(2003, 3, 20)) is younger
    assert choose([elder, younger], date(2020, 1, 1)) is None
    assert choose([elder, younger], None) is None
    assert choose([elder], None) is elder


@pytest.mark.parametrize(
    ("day", "held"),
    [("2008-04-30", False), ("2008-05-01", True), ("2012-05-31", True), ("2012-06-01", False)],
)
def test_terms_begin_and_end_with_their_months(day: str, held: bool) -> None:
    assert Office("President", "2008-05", "2012-05").held_on(date.fromisoformat(day)) is held


def test_an_open_term_goes_on() -> None:
    assert Office("President", "2008-05").held_on(date(2090, 1, 1))


def test_officials_of_international_bodies_act_for_no_country() -> None:
    rutte = catalogue().lookup("Mark Rutte")
    assert rutte is not None
    assert rutte.country_on(date(2025, 6, 1)) is None
    assert rutte.country_on(date(2015, 6, 1)) == "NLD"


@pytest.mark.parametrize("name", ["Sergei Shoigu", "Nikki Haley", "Vasily Nebenzya"])
@pytest.mark.parametrize("day", [date(2017, 6, 1), date(2025, 6, 1)])
def test_envoys_to_international_bodies_act_for_their_state(name: str, day: date) -> None:
    envoy = catalogue().lookup(name)
    assert envoy is not None
    assert envoy.country_on(day) == envoy.country
