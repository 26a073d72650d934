"""A cluster holds one actor, as far as names can tell."""

from __future__ import annotations

from loaders.extract.coreference import mended
from loaders.extract.sentences import sentences
from loaders.extract.types import Mention, MentionKind, Span

PERSON, COUNTRY, GROUP = MentionKind.PERSON, MentionKind.COUNTRY, MentionKind.GROUP


def clusters(text: str, *mentions: tuple[str, MentionKind, int], lang: str = "id") -> dict[str, int]:
    """Cluster of each surface after mending; mentions are (surface, kind, the reader's cluster)."""
    given = [
        Mention(Span(text.index(words), text.index(words) + len(words)), kind, 0.9, cluster)
        for words, kind, cluster in mentions
    ]
    return {
        words: m.cluster
        for (words, _, _), m in zip(mentions, mended(text, lang, given, sentences(text, lang)), strict=True)
    }


def test_names_of_two_states_are_parted_and_a_pronoun_goes_with_the_one_before_it() -> None:
    found = clusters(
        "Iran menuduh Israel. Negara itu membantah.",
        ("Iran", COUNTRY, 0),
        ("Israel", COUNTRY, 0),
        ("Negara itu", COUNTRY, 0),
    )
    assert found["Iran"] != found["Israel"]


def test_two_names_of_one_state_stay_together() -> None:
    found = clusters("Teheran marah, kata Iran.", ("Teheran", COUNTRY, 0), ("Iran", COUNTRY, 0))
    assert found["Teheran"] == found["Iran"]


def test_persons_with_other_full_names_are_parted() -> None:
    found = clusters(
        "Rendra Wiloto bertemu Sutan Marpaung, lalu ia pulang.",
        ("Rendra Wiloto", PERSON, 0),
        ("Sutan Marpaung", PERSON, 0),
        ("ia", PERSON, 0),
    )
    assert found["Rendra Wiloto"] != found["Sutan Marpaung"]
    assert found["ia"] == found["Sutan Marpaung"]


def test_a_state_and_its_leader_are_two_actors() -> None:
    found = clusters("Vladimir Putin memimpin Rusia.", ("Vladimir Putin", PERSON, 0), ("Rusia", COUNTRY, 0))
    assert found["Vladimir Putin"] != found["Rusia"]


def test_a_short_name_finds_its_full_one() -> None:
    text = "Rendra Wiloto tiba. Sutan Marpaung menyambut Wiloto."
    found = clusters(
        text, ("Rendra Wiloto", PERSON, 0), ("Sutan Marpaung", PERSON, 1), ("menyambut Wiloto"[10:] + ".", PERSON, 2)
    )
    assert found["Wiloto."] == found["Rendra Wiloto"]


def test_a_short_name_that_two_bear_finds_neither() -> None:
    text = "Rendra Wiloto dan Budi Wiloto tiba; Wiloto? bicara."
    found = clusters(text, ("Rendra Wiloto", PERSON, 0), ("Budi Wiloto", PERSON, 1), ("Wiloto?", PERSON, 2))
    assert found["Wiloto?"] == 2


def test_unnamed_people_keep_the_cluster_of_the_reader() -> None:
    found = clusters("Warga protes; mereka marah.", ("Warga", GROUP, 4), ("mereka", GROUP, 4))
    assert set(found.values()) == {4}


def test_a_pronoun_that_opens_a_sentence_is_the_person_named_first_before_it() -> None:
    text = "Ana Lund met Ole Berg in Oslo. She then met Kari Moe."
    mentions = [("Ana Lund", PERSON, 0), ("Ole Berg", PERSON, 1), ("She", PERSON, 9), ("Kari Moe", PERSON, 3)]
    assert clusters(text, *mentions, lang="en") == {"Ana Lund": 0, "Ole Berg": 1, "She": 0, "Kari Moe": 3}


def test_other_pronouns_stay_where_the_reader_put_them() -> None:
    text = "Ana Lund met Ole Berg. On Monday he left."
    assert clusters(text, ("Ana Lund", PERSON, 0), ("Ole Berg", PERSON, 1), ("he", PERSON, 1), lang="en")["he"] == 1
