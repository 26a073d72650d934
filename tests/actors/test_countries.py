"""States by name, adjective, capital and abbreviation, in English and Indonesian."""

from __future__ import annotations

import pytest
from babel import Locale

from loaders.actors.countries import countries, setting
from loaders.actors.tables import rows

STATES = [row for row in rows("countries") if row["iso2"]]


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("row", STATES, ids=lambda row: row["iso3"])
def test_every_cldr_name_is_its_own_country(row: dict[str, str], lang: str) -> None:
    assert countries().find(Locale(lang).territories[row["iso2"]], lang) == row["iso3"]


@pytest.mark.parametrize("iso3", list(countries()))
def test_the_name_that_is_shown_finds_its_country(iso3: str) -> None:
    assert countries().find(countries().name(iso3)) == iso3


def test_all_members_of_the_united_nations_and_the_five_others_are_there() -> None:
    assert len(STATES) >= 193 + 5
    assert {"PSE", "XKX", "TWN", "VAT", "ESH"} <= set(countries())


@pytest.mark.parametrize(
    ("surface", "iso3"),
    [
        ("US", "USA"),
        ("U.S.", "USA"),
        ("AS", "USA"),
        ("Amerika", "USA"),
        ("Washington", "USA"),
        ("Gedung Putih", "USA"),
        ("UK", "GBR"),
        ("Inggris", "GBR"),
        ("Downing Street", "GBR"),
        ("DPRK", "PRK"),
        ("Korut", "PRK"),
        ("Korsel", "KOR"),
        ("UEA", "ARE"),
        ("Cina", "CHN"),
        ("Tiongkok", "CHN"),
        ("Moskow", "RUS"),
        ("Kremlin", "RUS"),
        ("Teheran", "IRN"),
        ("Iranians", "IRN"),
        ("Iran's", "IRN"),
        ("Iran’s", "IRN"),
        ("AS-nya", "USA"),
        ("Sana’a", "YEM"),
        ("the Netherlands", "NLD"),
        ("Türkiye", "TUR"),
        ("Turkey", "TUR"),
        ("Cote d'Ivoire", "CIV"),
        ("Palestina", "PSE"),
    ],
)
def test_short_forms_and_metonyms_stand_for_the_state(surface: str, iso3: str) -> None:
    assert countries().find(surface) == iso3


@pytest.mark.parametrize("surface", ["us", "as", "turkey", "chad", "Korea", "Korean", "Atlantis", "", "?", "Gaza"])
def test_words_that_are_no_state_are_none(surface: str) -> None:
    assert countries().find(surface) is None


@pytest.mark.parametrize(
    ("surface", "iso3"),
    [
        ("Guinea", "GIN"),
        ("Equatorial Guinea", "GNQ"),
        ("Guinea-Bissau", "GNB"),
        ("Papua New Guinea", "PNG"),
        ("China", "CHN"),
        ("Republic of China", "TWN"),
        ("People's Republic of China", "CHN"),
        ("Republic of the Congo", "COG"),
        ("Democratic Republic of the Congo", "COD"),
        ("DR Congo", "COD"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Sudan Selatan", "SSD"),
        ("Dominica", "DMA"),
        ("Dominican Republic", "DOM"),
        ("North Korea", "PRK"),
        ("Samoa", "WSM"),
        ("Irlandia", "IRL"),
    ],
)
def test_the_longest_name_wins(surface: str, iso3: str) -> None:
    assert countries().find(surface) == iso3


@pytest.mark.parametrize(
    ("surface", "iso3"),
    [
        ("pemerintah Rusia", "RUS"),
        ("Government of India", "IND"),
        ("the Iranian authorities", "IRN"),
        ("pimpinan Iran", "IRN"),
        ("rudal Iran", "IRN"),
        ("rudal-rudal Iran", "IRN"),
        ("pesawat tempur Israel", "ISR"),
        ("Russian drones", "RUS"),
        ("Republik Indonesia", "IDN"),
    ],
)
def test_government_and_weapons_stand_for_the_state(surface: str, iso3: str) -> None:
    assert countries().find(surface) == iso3


@pytest.mark.parametrize("surface", ["militer Israel", "Iranian lawmakers", "warga Iran", "Enam orang Iran"])
def test_bodies_and_people_are_not_the_state(surface: str) -> None:
    assert countries().find(surface) is None


@pytest.mark.parametrize(
    ("phrase", "iso3"),
    [
        ("militer Israel", "ISR"),
        ("Iranian lawmakers", "IRN"),
        ("Enam orang Iran", "IRN"),
        ("US troops in Syria", "USA"),
        ("Kedutaan Besar AS di Teheran", "USA"),
        ("protesters in Hong Kong", "HKG"),
        ("warga Jalur Gaza", "PSE"),
        ("Northern Irish police", "GBR"),
        ("Chechen fighters", "RUS"),
        ("tentara Kongo", "COD"),
    ],
)
def test_a_phrase_belongs_to_the_country_it_names(phrase: str, iso3: str) -> None:
    assert countries().inside(phrase) == iso3


@pytest.mark.parametrize(
    "phrase",
    [
        "Rusia dan Ukraina",
        "Iranian and Saudi diplomats",
        "Lima orang tewas",
        "nelayan Laut China Selatan",
        "Amerika Latin",
        "Michael Jordan",
        "George Washington",
        "Semenanjung Korea",
        "male nurses",
        "the english summer",
        "10 orang",
    ],
)
def test_several_countries_or_none_are_none(phrase: str) -> None:
    assert countries().inside(phrase) is None


def test_indonesian_abbreviations_are_not_read_in_english() -> None:
    assert countries().find("AS", "id") == "USA"
    assert countries().find("AS", "en") is None


@pytest.mark.parametrize(
    ("iso3", "name"),
    [
        *(("RUS", "Russia"), ("KOR", "South Korea"), ("USA", "United States"), ("TUR", "Turkey"), ("MMR", "Myanmar")),
        *(("PSE", "Palestine"), ("SYR", "Syria"), ("CZE", "Czechia"), ("CIV", "Ivory Coast"), ("IRN", "Iran")),
    ],
)
def test_names_are_those_of_the_news(iso3: str, name: str) -> None:
    assert countries().name(iso3) == name


def test_search_finds_a_country_by_words_of_both_languages() -> None:
    assert {"Germany", "Jerman", "German", "Berlin"} <= set(countries().aliases("DEU"))


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        countries().name("ZZZ")


def test_a_text_is_about_the_country_named_last_and_most() -> None:
    assert setting("Kenya menutup sekolah. Di Nairobi, ", " membubarkan massa.") == "KEN"
    assert setting("Kenya menuduh Uganda. Di Nairobi dan Kampala, ", " berjaga.") is None
    assert setting("Massa berkumpul. ", " berjaga.") is None
