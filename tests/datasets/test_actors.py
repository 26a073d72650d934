"""Actors of event data sets are those that articles name, whatever the set calls them."""

from __future__ import annotations

import pytest

from graph.model import Actor, ActorKind, actor_id
from loaders.actors.catalogue import catalogue
from loaders.actors.countries import countries
from loaders.actors.resolve import resolve_actor
from loaders.datasets.lists import rows
from loaders.datasets.names.actors import cameo_actor, country_code, fips_country, named_actor
from loaders.extract.types import MentionKind


def _article(phrase: str, kind: MentionKind) -> Actor:
    return resolve_actor([phrase], kind, lang="en")


def _cameo(code: str, name: str = "", year: int | None = 2019) -> Actor:
    actor = cameo_actor(code, name, year)
    assert actor is not None
    return actor


def _named(name: str, country: str | None = None, year: int | None = 2019) -> Actor:
    actor = named_actor(name, country, year)
    assert actor is not None
    return actor


@pytest.mark.parametrize(
    ("code", "name", "phrase", "kind"),
    [
        ("USA", "UNITED STATES", "the United States", MentionKind.COUNTRY),
        ("FRA", "PARIS", "France", MentionKind.COUNTRY),
        ("BEL", "BRUSSELS", "Belgium", MentionKind.COUNTRY),
        ("TURGOV", "TURKISH", "the Turkish government", MentionKind.GOVERNMENT),
        ("LKAGOVMIL", "SRI LANKA", "Sri Lanka", MentionKind.COUNTRY),
        ("ISRMIL", "ISRAELI", "Israeli military", MentionKind.MILITARY),
        ("USAMIL", "AMERICAN TROOPS", "US military", MentionKind.MILITARY),
        ("KENCOP", "KENYA", "Kenyan police", MentionKind.GOVERNMENT),
        ("IRQREB", "IRAQI", "Iraqi rebels", MentionKind.GROUP),
        ("SYRCVL", "SYRIAN", "Syrian civilians", MentionKind.GROUP),
        ("SYRREF", "SYRIA", "Syrian refugees", MentionKind.GROUP),
        ("RUSLEG", "RUSSIA", "the Russian parliament", MentionKind.GOVERNMENT),
        ("IGOUNO", "UNITED NATIONS", "United Nations", MentionKind.ORGANIZATION),
        ("IGOUNODEVWBK", "WORLD BANK", "World Bank", MentionKind.ORGANIZATION),
        ("IGOEUREEC", "THE EU", "European Union", MentionKind.ORGANIZATION),
        ("IGOEUREEC", "EUROPEAN PARLIAMENT", "European Parliament", MentionKind.ORGANIZATION),
        ("IGOAFRAFU", "THE AU", "African Union", MentionKind.ORGANIZATION),
        ("PSEREBHMS", "", "Hamas", MentionKind.ARMED_GROUP),
        ("AFGINSTAL", "TALIBAN", "Taliban", MentionKind.ARMED_GROUP),
        ("IRQREBISI", "ISLAMIC STATE", "ISIS", MentionKind.ARMED_GROUP),
        ("RUSGOV", "VLADIMIR PUTIN", "Vladimir Putin", MentionKind.PERSON),
        ("USAGOV", "OBAMA", "Barack Obama", MentionKind.PERSON),
        ("MNCUSAMED", "GOOGLE", "Google", MentionKind.ORGANIZATION),
        ("CHNMIL", "PEOPLES LIBERATION ARMY", "People's Liberation Army", MentionKind.MILITARY),
        ("HKGCOP", "HONG KONG", "Hong Kong police", MentionKind.GOVERNMENT),
    ],
)
def test_a_cameo_code_names_the_actor_of_articles(code: str, name: str, phrase: str, kind: MentionKind) -> None:
    ours, theirs = _cameo(code, name), _article(phrase, kind)
    assert (ours.id, ours.name, ours.kind, ours.country) == (theirs.id, theirs.name, theirs.kind, theirs.country)


@pytest.mark.parametrize(
    ("code", "iso3"),
    [("ROM", "ROU"), ("TMP", "TLS"), ("KSV", "XKX"), ("MTN", "MNE"), ("GZS", "PSE"), ("PSE", "PSE"), ("GMW", "DEU")],
)
def test_codes_of_cameo_that_are_not_iso_name_the_state(code: str, iso3: str) -> None:
    assert _cameo(code).id == iso3


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("AFR", "AFRICA", "Africa"),
        ("EUREDU", "EUROPEAN", "European schools and universities"),
        ("MOS", "MUSLIM", "Muslims"),
        ("INDHIN", "INDIAN", "Indian Hindus"),
        ("INDHINCVL", "INDIAN", "Indian Hindus"),
        ("IRQSHIREB", "IRAQI", "Iraqi rebels"),
        ("CHRCTH", "CATHOLIC", "Catholics"),
        ("kur", "KURD", "Kurds"),
        ("TURkur", "KURDISH", "Turkish Kurds"),
        ("catSEP", "CATALAN", "Catalan separatists"),
        ("xyq", "ZAZA", "Zaza"),
        ("MNCUSA", "SHERWIN WILLIAMS", "Sherwin Williams"),
        ("MNCCAN", "FIRST BANK OF THE EXAMPLE'S SON", "First Bank of the Example's Son"),
        ("MNCUSA", "AMERICAN", "United States companies"),
        ("GOV", "EDUCATION MINIST", "education minister"),
        ("COP", "", "police"),
        ("SHN", "SAINT HELENA", "St. Helena"),
        ("JPNSHN", "JAPANESE", "Japanese Shintoists"),
        ("ZZZ", "JOHN Q EXAMPLE", "John Q Example"),
        ("", "SOMEWHAT UNHEARD MOVEMENT", "Somewhat Unheard Movement"),
    ],
)
def test_the_rest_of_cameo_has_a_name(code: str, name: str, expected: str) -> None:
    assert _cameo(code, name).name == expected


@pytest.mark.parametrize(
    ("code", "name"), [("LEG", "CONGRESS"), ("PTY", "DEMOCRATIC PARTY"), ("GOV", "SECURITY COUNCIL")]
)
def test_a_common_noun_is_no_known_body_of_some_state(code: str, name: str) -> None:
    known = {actor_id(entry.name) for entry in catalogue().entries}
    assert _cameo(code, name).id not in known


def test_a_name_that_contradicts_its_code_does_not_count() -> None:
    assert _cameo("IRNGOV", "BARACK OBAMA").id == "IRN"
    assert _cameo("USA", "LINCOLN").id == "USA"


def test_neither_code_nor_name_is_no_actor() -> None:
    assert cameo_actor("", "", 2019) is None
    assert cameo_actor("   ", " ", None) is None
    assert cameo_actor("???", "", None) is None


@pytest.mark.parametrize(
    ("name", "country", "phrase", "kind"),
    [
        ("Russia", "RUS", "Russia", MentionKind.COUNTRY),
        ("Palestinian Territory, Occupied", "PSE", "Palestine", MentionKind.COUNTRY),
        ("Government (Venezuela)", "VEN", "Venezuela", MentionKind.COUNTRY),
        ("Head of Government (Spain)", "ESP", "Spain", MentionKind.COUNTRY),
        ("Foreign Affairs (Bangladesh)", "BGD", "Bangladesh Foreign Ministry", MentionKind.GOVERNMENT),
        ("Foreign Affairs (United States)", "USA", "State Department", MentionKind.GOVERNMENT),
        ("Military (Israel)", "ISR", "Israeli military", MentionKind.MILITARY),
        ("Citizen (Iraq)", "IRQ", "Iraqi citizens", MentionKind.GROUP),
        ("Lawmaker (Russia)", "RUS", "State Duma", MentionKind.GOVERNMENT),
        ("Vladimir Putin", "RUS", "Vladimir Putin", MentionKind.PERSON),
        ("Sergey Viktorovich Lavrov", "RUS", "Sergei Lavrov", MentionKind.PERSON),
        ("Aso Taro", "JPN", "Taro Aso", MentionKind.PERSON),
        ("Joe Biden (politician)", "USA", "Joe Biden", MentionKind.PERSON),
        ("UN Security Council", None, "UN Security Council", MentionKind.ORGANIZATION),
        ("Terrorist (Boko Haram)", "NGA", "Boko Haram", MentionKind.ARMED_GROUP),
        ("Military Forces of Myanmar (2021-)", "MMR", "Myanmar military", MentionKind.MILITARY),
        ("Military Forces of the Democratic Republic of Congo (2019-)", "COD", "DR Congo army", MentionKind.MILITARY),
        ("Military Forces of Russia (2000-) Air Force", "UKR", "Russian Air Force", MentionKind.MILITARY),
        ("Military Forces of Yemen (2016-) Supreme Political Council", "YEM", "Houthis", MentionKind.ARMED_GROUP),
        ("Police Forces of Benin (2016-)", "BEN", "Benin police", MentionKind.GOVERNMENT),
        ("Police Forces of Benin (2016-) Unheard Unit", "BEN", "Benin police", MentionKind.GOVERNMENT),
        ("Government of Benin (2016-)", "BEN", "Benin", MentionKind.COUNTRY),
        ("Protesters (Benin)", "BEN", "Beninese protesters", MentionKind.GROUP),
        ("Civilians (Togo)", "BEN", "Togolese civilians", MentionKind.GROUP),
        ("Boko Haram - Jamaatu Ahli is-Sunnah lid-Dawati wal-Jihad", "NGA", "Boko Haram", MentionKind.ARMED_GROUP),
        ("AQIM: Al Qaeda in the Islamic Maghreb", "MLI", "AQIM", MentionKind.ARMED_GROUP),
        ("JNIM: Group for Support of Islam and Muslims", "BEN", "JNIM", MentionKind.ARMED_GROUP),
        ("Islamic State (West Africa)", "NGA", "ISWAP", MentionKind.ARMED_GROUP),
        ("Government of Ukraine", "UKR", "Ukraine", MentionKind.COUNTRY),
        ("Government of Yemen (North Yemen)", "YEM", "Yemen", MentionKind.COUNTRY),
        ("IS", "SYR", "Islamic State", MentionKind.ARMED_GROUP),
        ("DPR", "UKR", "Donetsk People's Republic", MentionKind.ARMED_GROUP),
        ("LRA", "COD", "Lord's Resistance Army", MentionKind.ARMED_GROUP),
        ("Civilians", "SYR", "Syrian civilians", MentionKind.GROUP),
        ("Police", "IND", "Indian police", MentionKind.GOVERNMENT),
    ],
)
def test_a_name_of_a_data_set_names_the_actor_of_articles(
    name: str, country: str | None, phrase: str, kind: MentionKind
) -> None:
    ours, theirs = _named(name, country), _article(phrase, kind)
    assert (ours.id, ours.name, ours.kind, ours.country) == (theirs.id, theirs.name, theirs.kind, theirs.country)


@pytest.mark.parametrize(
    ("name", "country", "expected", "kind"),
    [
        ("Upper Valley Communal Militia (Benin)", "BEN", None, ActorKind.ARMED_GROUP),
        ("Upper Valley Ethnic Group (Benin)", "BEN", None, ActorKind.GROUP),
        ("UVU: Upper Valley Union", "BEN", "Upper Valley Union", ActorKind.ORGANIZATION),
        ("Upper Valley Brigade (2011-2013)", "BEN", "Upper Valley Brigade", ActorKind.ARMED_GROUP),
        ("JNIM: Group for Support and/or Islamic State (Sahel)", "BEN", None, ActorKind.ORGANIZATION),
        ("Maris Example", "LVA", None, ActorKind.PERSON),
        ("Democratic Party", "TUR", "Democratic Party (Turkey)", ActorKind.ORGANIZATION),
        ("Citizen (International)", None, None, ActorKind.GROUP),
    ],
)
def test_an_unknown_name_is_kept(name: str, country: str | None, expected: str | None, kind: ActorKind) -> None:
    actor = _named(name, country)
    assert (actor.name, actor.kind, actor.country) == (expected or name, kind, country)
    assert actor.id == actor_id(actor.name)


def test_the_kind_of_an_unknown_name_can_be_told() -> None:
    actor = named_actor("Xyzzy", "MMR", 2020, ActorKind.ARMED_GROUP)
    assert actor is not None
    assert actor.kind is ActorKind.ARMED_GROUP


@pytest.mark.parametrize(
    "name", ["Military Forces of Myanmar (2021-)", "Citizen (Iraq)", "Government of Ukraine", "UVU: Upper Valley Union"]
)
def test_the_name_as_written_stays_an_alias(name: str) -> None:
    assert name in _named(name).aliases


@pytest.mark.parametrize("name", ["", "  ", "NA", "N/A", "None", "NULL", "null", "Unspecified Actor", "()", "\x00"])
def test_a_name_of_nobody_is_no_actor(name: str) -> None:
    assert named_actor(name, "IRQ", 2010) is None


def test_the_year_says_whose_a_person_was() -> None:
    whose = {year: _named("Jens Stoltenberg", "NOR", year).country for year in (2010, 2018)}
    assert whose == {2010: "NOR", 2018: None}
    assert _cameo("NORGOV", "JENS STOLTENBERG", 2010).country == "NOR"


@pytest.mark.parametrize(
    "name", ["(" * 5000, "a (" * 5000, "A: " * 5000, "President " * 5000, ")(" * 9, "X (2020", "-"]
)
def test_no_name_is_too_strange(name: str) -> None:
    assert named_actor(name, None, None) is None or _named(name)
    assert cameo_actor(name, name, 10**9) is None or _cameo(name, name)


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Russian Federation", "RUS"),
        ("Russia (Soviet Union)", "RUS"),
        ("Occupied Palestinian Territory", "PSE"),
        ("DR Congo (Zaire)", "COD"),
        ("Republic of Congo", "COG"),
        ("Yemen (North Yemen)", "YEM"),
        ("Cote d'Ivoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Bosnia-Herzegovina", "BIH"),
        ("the former Yugoslav Republic of Macedonia", "MKD"),
        ("Moldova, Republic of", "MDA"),
        ("Kosovo", "XKX"),
        ("204", "BEN"),
        ("4", "AFG"),
        ("BEN", "BEN"),
        ("TMP", "TLS"),
        ("Guadeloupe", "GLP"),
    ],
)
def test_a_state_has_its_code_under_every_name(text: str, iso3: str) -> None:
    assert country_code(text) == iso3


@pytest.mark.parametrize("text", ["", "NA", "None", "World", "European Union", "Paris", "American", "999", "ABC", "0"])
def test_what_is_no_state_has_no_code(text: str) -> None:
    assert country_code(text) is None


def test_places_of_gdelt_have_the_codes_of_fips() -> None:
    codes = {"RS": "RUS", "ID": "IDN", "AU": "AUT", "AS": "AUS", "CH": "CHN", "GZ": "PSE", "OS": None, "": None}
    assert {code: fips_country(code) for code in codes} == codes


def test_every_state_is_found_by_its_name_and_its_code() -> None:
    assert [iso3 for iso3 in countries() if country_code(iso3) != iso3] == []
    names = {iso3: country_code(countries().name(iso3)) for iso3 in countries()}
    assert {iso3: found for iso3, found in names.items() if found != iso3} == {}


def test_every_row_of_the_tables_leads_to_an_actor() -> None:
    for row in rows("cameo_groups"):
        assert _cameo(row["code"]).name == row["name"]
    for row in rows("cameo_roles"):
        assert _cameo(f"FRA{row['code']}").country == "FRA"
    for row in rows("cameo_countries"):
        assert _cameo(row["code"]).country
    for row in rows("roles"):
        assert _named(f"{row['noun'].capitalize()} (France)").country == "FRA", row


def test_every_spelling_leads_to_a_known_actor() -> None:
    known = {actor_id(entry.name) for entry in catalogue().entries} | set(countries())
    loose = {row["actor"] for row in rows("actor_names") if _named(row["name"], row["country"] or None).id not in known}
    bodies = {name for name in loose if "(" in name}
    assert loose - bodies == {"International community"}
