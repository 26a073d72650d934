"""The curated lists keep their own rules."""

from __future__ import annotations

import csv
from collections import defaultdict
from importlib.resources import files

import pytest

from graph.model import ActorKind, actor_id
from loaders.actors.bodies import bodies
from loaders.actors.catalogue import catalogue
from loaders.actors.countries import countries
from loaders.actors.tables import rows
from loaders.actors.words import key, tokens

TABLES = [
    *("countries", "not_countries", "organizations", "armed_groups", "persons", "titles", "bodies", "roles"),
]
KINDS = {"IGO", "Government", "Military", "Party", "Company", "Media", "Organization"}


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_every_column_and_no_stray_blanks(table: str) -> None:
    text = files("loaders.actors").joinpath("data", f"{table}.tsv").read_text(encoding="utf-8")
    lines = list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert all(len(line) == len(lines[0]) for line in lines)
    assert [cell for line in lines for cell in line if cell != cell.strip()] == []
    assert [line for line in lines if not line[0]] == []


def test_the_catalogue_holds_at_least_eight_hundred_actors() -> None:
    assert len(catalogue().entries) >= 800
    assert len(rows("organizations")) >= 260
    assert len(rows("armed_groups")) >= 120


def test_no_surface_means_two_actors_of_the_catalogue() -> None:
    owners = defaultdict(set)
    for entry in catalogue().entries:
        if entry.kind is not ActorKind.PERSON:  # persons share family names; their terms tell them apart
            for alias in entry.aliases:
                owners[key(tokens(alias))].add(entry.name)
    assert {surface: names for surface, names in owners.items() if len(names) > 1} == {}


def test_no_two_actors_share_an_identifier() -> None:
    names = defaultdict(list)
    for entry in catalogue().entries:
        names[actor_id(entry.name)].append(entry.name)
    assert [same for same in names.values() if len(same) > 1] == []


def test_every_country_of_the_lists_is_known() -> None:
    assert {entry.country for entry in catalogue().entries if entry.country} - set(countries()) == set()


def test_kinds_of_organizations_are_those_of_the_annotation() -> None:
    assert {row["kind"] for row in rows("organizations")} == KINDS


def test_no_state_is_also_an_organization_or_group() -> None:
    clashes = [
        alias
        for entry in catalogue().entries
        if entry.kind is not ActorKind.PERSON
        for alias in entry.aliases
        if countries().find(alias)
    ]
    assert clashes == []


@pytest.mark.parametrize("row", rows("bodies"), ids=lambda row: row["phrase"])
def test_every_body_is_read_beside_a_state(row: dict[str, str]) -> None:
    phrase = f"{row['phrase']} Iran" if row["lang"] == "id" else f"Iran's {row['phrase']}"
    body = bodies().read(phrase)
    assert body is not None
    assert body.name == row["pattern"].format(name="Iran", the_name="Iran", adjective="Iranian")
