"""Actors in a list share a role."""

from __future__ import annotations

from graph.model import Action, Modality
from loaders.extract.coordination import expanded
from loaders.extract.types import Mention, MentionKind, ProposedEvent, Span

PERSON = MentionKind.PERSON


def targets(text: str, lang: str, trigger: str, source: str, target: str, *names: str) -> list[str]:
    """The targets of the events after expansion; the reader found only `source`, `target` and the mentions `names`."""
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    mentions = [Mention(span, PERSON, 0.9, number) for number, span in enumerate(spans)]
    start = text.index(trigger)
    event = ProposedEvent(
        Span(start, start + len(trigger)),
        Action.CONSULT,
        None,
        Modality.OCCURRED,
        names.index(source),
        names.index(target),
        None,
        None,
        None,
        confidence=0.9,
    )
    return [names[e.target] for e in expanded(text, lang, mentions, [event]) if e.target is not None]


def test_who_met_the_first_of_a_list_met_all_of_it() -> None:
    text = (
        "Wiloto bertemu dengan kepala Dewan Keamanan, Ali Zand, Presiden Masud Karim, dan Kepala Staf Angkatan "
        "Bersenjata, Jenderal Reza Baqir."
    )
    names = ("Wiloto", "Ali Zand", "Masud Karim", "Reza Baqir")
    assert targets(text, "id", "bertemu", "Wiloto", "Ali Zand", *names) == ["Ali Zand", "Masud Karim", "Reza Baqir"]


def test_two_names_joined_by_and_are_a_list() -> None:
    text = "Hale met Prime Minister Ana Lund and Foreign Minister Ole Berg in Oslo."
    assert targets(text, "en", "met", "Hale", "Ana Lund", "Hale", "Ana Lund", "Ole Berg") == ["Ana Lund", "Ole Berg"]


def test_a_comma_alone_makes_no_list() -> None:
    text = "Hale met Ana Lund, Ole Berg said."
    assert targets(text, "en", "met", "Hale", "Ana Lund", "Hale", "Ana Lund", "Ole Berg") == ["Ana Lund"]


def test_other_words_between_names_end_a_list() -> None:
    text = "Hale met Ana Lund and later praised Ole Berg."
    assert targets(text, "en", "met", "Hale", "Ana Lund", "Hale", "Ana Lund", "Ole Berg") == ["Ana Lund"]


def test_one_who_stands_in_the_list_does_not_meet_himself() -> None:
    text = "Ana Lund and Ole Berg met."
    assert targets(text, "en", "met", "Ana Lund", "Ole Berg", "Ana Lund", "Ole Berg") == ["Ole Berg"]
