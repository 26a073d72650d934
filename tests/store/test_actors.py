"""What looking for actors promises."""

from __future__ import annotations

import pytest

from graph.model import Actor
from graph.store import Store
from tests.store.build import batch, hours, person, state

IRAN = state("Iran", "IRN", "Islamic Republic of Iran", "Republik Islam Iran")
IRAQ = state("Iraq", "IRQ", "Republic of Iraq")
ERDOGAN = person("Recep Tayyip Erdoğan", "TUR", "Erdoğan", "Presiden Erdogan")
SHABAAB = person("Al-Shabaab", "SOM", "al Shabaab")
NASRALLAH = person("Hassan Nasrallah", None, "حسن نصر الله")
ISLAM = person("Islam Karimov", "UZB")
SIGNS = person("???", None, "!!!")
EVERYONE = (IRAN, IRAQ, ERDOGAN, SHABAAB, NASRALLAH, ISLAM, SIGNS)


@pytest.fixture
def told(store: Store) -> Store:
    store.writer().write(batch(actors=EVERYONE), hours(0))
    return store


def names(actors: tuple[Actor, ...]) -> list[str]:
    return [actor.name for actor in actors]


SEARCHES = {
    "iran": ["Iran"],
    "IRA": ["Iran", "Iraq"],
    "republik iran": ["Iran"],
    "ir rep": ["Iran", "Iraq"],
    "rep ir": ["Iran", "Iraq"],
    "erdogan": ["Recep Tayyip Erdoğan"],
    "ERDOĞ": ["Recep Tayyip Erdoğan"],
    "presiden recep": [],  # words of two names
    "al-shabaab": ["Al-Shabaab"],
    "sha al": ["Al-Shabaab"],
    "habaab": [],
    "نصر": ["Hassan Nasrallah"],
    "islam": ["Iran", "Islam Karimov"],
    "islam karimov": ["Islam Karimov"],
    "a%": ["Al-Shabaab"],
    "": [],
    "  ": [],
    "???": [],
    "nobody": [],
}


def test_every_word_begins_a_word_of_one_name(told: Store) -> None:
    assert {text: names(told.view().actors(text, 10)) for text in SEARCHES} == SEARCHES


def test_whole_matches_come_first_then_by_name(store: Store) -> None:
    crowd = [person("Omar Beta"), person("Zed", None, "Omar"), person("omar alpha"), person("Omar Álpha Two")]
    store.writer().write(batch(actors=crowd), hours(0))
    assert names(store.view().actors("omar", 10)) == ["Zed", "omar alpha", "Omar Álpha Two", "Omar Beta"]
    assert names(store.view().actors("omar", 2)) == ["Zed", "omar alpha"]


def test_an_actor_comes_with_its_aliases(told: Store) -> None:
    assert told.view().actors("iran", 1) == (IRAN,)
    assert told.view().actor("IRN") == IRAN
    assert told.view().actor("nobody") is None


NAMES = {
    "IRN": ["Iran"],
    "irn": [],
    "IRAN": ["Iran"],
    "islamic  republic OF iran!": ["Iran"],
    "Islamic Republic": [],
    "Erdogan": ["Recep Tayyip Erdoğan"],
    "al shabaab": ["Al-Shabaab"],
    "": [],
    "!!!": [],
}


def test_a_name_is_known_however_it_is_written(told: Store) -> None:
    assert {name: names(told.view().named(name)) for name in NAMES} == NAMES


def test_a_name_of_several_actors_gives_all_by_identifier(store: Store) -> None:
    twins = [person("Hussein One", None, "Hussein"), person("Hussein Two", None, "hussein")]
    store.writer().write(batch(actors=twins), hours(0))
    assert [actor.id for actor in store.view().named("HUSSEIN")] == sorted(actor.id for actor in twins)


def test_an_alias_learnt_later_is_found(told: Store) -> None:
    told.writer().write(batch(actors=[IRAN.model_copy(update={"aliases": ("Persia",)})]), hours(1))
    assert names(told.view().named("persia")) == ["Iran"]
    assert names(told.view().actors("per", 5)) == ["Iran"]
