"""One actor for all its surfaces, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import ActorKind
from loaders.actors.resolve import called, resolve_actor
from loaders.extract.types import MentionKind

ACTORS = [kind for kind in MentionKind if kind not in {MentionKind.PLACE, MentionKind.DATE}]


@pytest.mark.parametrize(
    ("surfaces", "iso3"),
    [
        (["Rusia"], "RUS"),
        (["Russia", "it"], "RUS"),
        (["Moskow", "pihaknya"], "RUS"),
        (["rudal Iran"], "IRN"),
        (["pemerintah Korsel"], "KOR"),
        (["the Turkish government"], "TUR"),
    ],
)
@pytest.mark.parametrize("kind", [MentionKind.COUNTRY, MentionKind.GOVERNMENT])
def test_a_state_is_known_by_its_code(surfaces: list[str], iso3: str, kind: MentionKind) -> None:
    actor = resolve_actor(surfaces, kind)
    assert (actor.id, actor.kind, actor.country) == (iso3, ActorKind.COUNTRY, iso3)


@pytest.mark.parametrize(
    ("indonesian", "english", "name"),
    [
        ("militer Israel", "Israel's army", "Israel military"),
        ("tentara Israel", "the Israeli military", "Israel military"),
        ("pasukan Ukraina", "Ukrainian forces", "Ukraine military"),
        ("Kementerian Luar Negeri Iran", "the Iranian foreign ministry", "Iran Ministry of Foreign Affairs"),
        ("juru bicara Kemlu Qatar", "spokesman for the Qatari Foreign Ministry", "Qatar Ministry of Foreign Affairs"),
        ("Kementerian Pertahanan Korsel", "South Korea's defence ministry", "South Korea Ministry of National Defense"),
        ("Departemen Luar Negeri AS", "State Department", "United States Department of State"),
        ("Angkatan Laut India", "India's navy", "Indian Navy"),
        ("polisi Kenya", "Kenyan police", "Kenya police"),
        ("parlemen Irak", "Iraq's parliament", "Parliament of Iraq"),
        ("Kedutaan Besar AS di Beirut", "the US embassy", "Embassy of the United States"),
        ("penjaga pantai China", "the Chinese coast guard", "China Coast Guard"),
        ("junta Myanmar", "Myanmar's military junta", "Myanmar junta"),
    ],
)
def test_a_body_is_one_actor_in_both_languages(indonesian: str, english: str, name: str) -> None:
    ours = resolve_actor([indonesian], MentionKind.GOVERNMENT, lang="id")
    theirs = resolve_actor([english], MentionKind.GOVERNMENT, lang="en")
    assert ours.name == theirs.name == name
    assert ours.id == theirs.id
    assert ours.kind is ActorKind.ORGANIZATION


def test_the_body_of_a_leader_is_his_states() -> None:
    assert resolve_actor(["pemerintahan Vladimir Putin"], MentionKind.GOVERNMENT).id == "RUS"
    assert resolve_actor(["Bashar al-Assad's forces"], MentionKind.MILITARY).name == "Syria military"


def test_a_bare_body_belongs_to_the_country_around_it() -> None:
    actor = resolve_actor(["polisi"], MentionKind.GOVERNMENT, "Kenya berduka. Di Nairobi, ", "id")
    assert (actor.name, actor.country) == ("Kenya police", "KEN")
    assert resolve_actor(["polisi"], MentionKind.GOVERNMENT, "Massa datang, lalu ", "id").country is None


def test_the_full_name_names_the_person_and_the_title_his_country() -> None:
    actor = resolve_actor(["Tamba", "Foday Tamba", "ia"], MentionKind.PERSON, "Menteri Kehakiman Sierra Leone ", "id")
    assert (actor.name, actor.kind, actor.country) == ("Foday Tamba", ActorKind.PERSON, "SLE")
    assert actor.aliases == ("Foday Tamba", "Tamba")


def test_a_known_person_is_found_by_a_short_name() -> None:
    long, short = (resolve_actor([name], MentionKind.PERSON) for name in ("Presiden Rusia Vladimir Putin", "Putin"))
    assert long.id == short.id
    assert (long.name, long.country) == ("Vladimir Putin", "RUS")


def test_a_person_is_never_a_state() -> None:
    actor = resolve_actor(["Washington"], MentionKind.PERSON)
    assert (actor.kind, actor.country) == (ActorKind.PERSON, None)


def test_the_holder_of_a_post_is_one_actor_in_both_languages() -> None:
    ours = resolve_actor(["Menlu Suriname"], MentionKind.PERSON, lang="id")
    theirs = resolve_actor(["Suriname's foreign minister"], MentionKind.PERSON, lang="en")
    assert ours.id == theirs.id
    assert (ours.name, ours.country) == ("Foreign Minister of Suriname", "SUR")


def test_unnamed_people_keep_their_words_and_their_country() -> None:
    actor = resolve_actor(["Enam orang Iran", "mereka"], MentionKind.GROUP, lang="id")
    assert (actor.name, actor.kind, actor.country) == ("Enam orang Iran", ActorKind.GROUP, "IRN")


def test_unnamed_people_of_two_articles_are_not_one_actor() -> None:
    first, second = (resolve_actor(["30 orang"], MentionKind.GROUP, scope=scope) for scope in ("ar-1", "ar-2"))
    assert first.id != second.id
    named = {resolve_actor(["Hamas"], MentionKind.ARMED_GROUP, scope=scope).id for scope in ("ar-1", "ar-2")}
    assert len(named) == 1


@pytest.mark.parametrize(
    ("surface", "mention", "kind", "name"),
    [
        ("kelompok Houthi", MentionKind.GROUP, ActorKind.ARMED_GROUP, "Houthis"),
        ("Hizbullah", MentionKind.ORGANIZATION, ActorKind.ARMED_GROUP, "Hezbollah"),
        ("PBB", MentionKind.GOVERNMENT, ActorKind.ORGANIZATION, "United Nations"),
        ("warga Iran", MentionKind.GROUP, ActorKind.GROUP, "Iranian citizens"),
    ],
)
def test_the_lists_know_better_than_the_reader(surface: str, mention: MentionKind, kind: ActorKind, name: str) -> None:
    actor = resolve_actor([surface], mention)
    assert (actor.kind, actor.name) == (kind, name)


def test_an_actor_without_a_surface_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one surface"):
        resolve_actor([], MentionKind.PERSON)


@given(st.lists(st.text(max_size=40), min_size=1, max_size=4), st.sampled_from(ACTORS), st.text(max_size=60))
def test_any_text_gives_an_actor_and_always_the_same(surfaces: list[str], kind: MentionKind, before: str) -> None:
    once, again = (resolve_actor(surfaces, kind, before, context_after=before) for _ in range(2))
    assert once == again
    assert once.id


@pytest.mark.parametrize(
    ("surfaces", "kind", "name"),
    [
        (["Zelensky", "Presiden Volodymyr Zelensky", "dia"], MentionKind.PERSON, "Volodymyr Zelensky"),
        (["Putin", "he"], MentionKind.PERSON, "Vladimir Putin"),
        (["Libya's foreign minister", "his"], MentionKind.PERSON, "Libya's foreign minister"),
        (["Uruguayan peacekeepers", "they"], MentionKind.GROUP, "Uruguayan peacekeepers"),
        (["they"], MentionKind.GROUP, "they"),
        (["CIA"], MentionKind.ORGANIZATION, "Central Intelligence Agency"),
        (["Moskow"], MentionKind.GOVERNMENT, "Russia"),
    ],
)
def test_an_actor_is_called_as_its_document_names_it_in_full(surfaces: list[str], kind: MentionKind, name: str) -> None:
    assert called(surfaces, resolve_actor(surfaces, kind)) == name
