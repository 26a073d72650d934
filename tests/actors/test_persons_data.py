"""The curated list of persons keeps the form that the actor lexicon relies on."""

import csv
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest
from babel.core import get_global

DATA = Path(__file__).parents[2] / "loaders" / "actors" / "data" / "persons.tsv"
COLUMNS = ["name", "aliases", "country", "offices", "wikidata"]
TERM = re.compile(r"^.+ (\d{4}(?:-\d\d)?)/(\d{4}(?:-\d\d)?)?$")
# Kosovo has no ISO 3166-1 code; XKX is the user-assigned one that most sources write.
USER_ASSIGNED = {"XKX"}


@pytest.fixture(scope="module")
def persons() -> list[dict[str, str]]:
    with DATA.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def fold(surface: str) -> str:
    """Lower case without accents: the coarsest key under which two surfaces could meet."""
    marks = unicodedata.normalize("NFKD", surface.casefold())
    return "".join(mark for mark in marks if not unicodedata.combining(mark))


def surfaces(person: dict[str, str]) -> list[str]:
    return [person["name"], *(person["aliases"].split("|") if person["aliases"] else [])]


def terms(person: dict[str, str]) -> list[str]:
    return person["offices"].split("; ")


def test_every_line_has_the_five_columns() -> None:
    lines = DATA.read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == COLUMNS
    assert [line for line in lines if line.count("\t") != len(COLUMNS) - 1] == []


def test_the_list_is_as_wide_as_promised(persons: list[dict[str, str]]) -> None:
    assert len(persons) >= 560


def test_no_field_carries_stray_space_or_an_empty_surface(persons: list[dict[str, str]]) -> None:
    stray = [p["name"] for p in persons for s in [*surfaces(p), *terms(p)] if not s or s != " ".join(s.split())]
    assert stray == []


def test_every_country_is_an_iso_code(persons: list[dict[str, str]]) -> None:
    known = {code for code in get_global("territory_aliases") if re.fullmatch("[A-Z]{3}", code)} | USER_ASSIGNED
    assert {p["country"] for p in persons} - known == set()


def test_every_term_names_an_office_and_its_dates(persons: list[dict[str, str]]) -> None:
    assert [(p["name"], t) for p in persons for t in terms(p) if not TERM.match(t)] == []


def test_dates_are_real_months_and_no_term_ends_before_it_starts(persons: list[dict[str, str]]) -> None:
    wrong = []
    for person in persons:
        for term in terms(person):
            match = TERM.match(term)
            assert match, term
            start, end = match[1], match[2] or "9999"
            precision = min(len(start), len(end))
            months = [int(date[5:]) for date in (start, end) if len(date) > 4]
            if end[:precision] < start[:precision] or not all(1 <= month <= 12 for month in months):
                wrong.append((person["name"], term))
    assert wrong == []


def test_no_surface_belongs_to_two_persons(persons: list[dict[str, str]]) -> None:
    owners: defaultdict[str, list[int]] = defaultdict(list)
    for row, person in enumerate(persons):
        for key in {fold(surface) for surface in surfaces(person)}:
            owners[key].append(row)
    assert {key: [persons[row]["name"] for row in rows] for key, rows in owners.items() if len(rows) > 1} == {}


def test_no_person_lists_a_surface_twice(persons: list[dict[str, str]]) -> None:
    twice = [p["name"] for p in persons if len({s.casefold() for s in surfaces(p)}) != len(surfaces(p))]
    assert twice == []


def test_rows_are_sorted_by_country_and_name(persons: list[dict[str, str]]) -> None:
    keys = [(p["country"], fold(p["name"]), p["name"]) for p in persons]
    assert keys == sorted(keys)


def test_wikidata_ids_that_were_read_from_a_source_are_well_formed(persons: list[dict[str, str]]) -> None:
    assert [p["name"] for p in persons if not re.fullmatch(r"(Q[1-9]\d*)?", p["wikidata"])] == []
