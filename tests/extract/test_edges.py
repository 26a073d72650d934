"""A mention is its actor's words alone."""

import pytest

from loaders.extract.edges import trimmed
from loaders.extract.types import Mention, MentionKind, Span


def core(words: str, lang: str, kind: MentionKind = MentionKind.GROUP) -> str:
    text = f"... {words} ..."
    [mention] = trimmed(text, lang, [Mention(Span(4, 4 + len(words)), kind, 0.9, 0)])
    return mention.span.of(text)


@pytest.mark.parametrize(
    ("words", "lang", "actor"),
    [
        ("at least 11 people", "en", "11 people"),
        ("police with a", "en", "police"),
        ("Masked men in", "en", "Masked men"),
        ("sedikitnya 11 orang", "id", "11 orang"),
        ("tentara dari", "id", "tentara"),
        ("The Hague", "en", "The Hague"),
        ("men of the north", "en", "men of the north"),
    ],
)
def test_words_at_the_edge_that_name_nobody_are_left_out(words: str, lang: str, actor: str) -> None:
    assert core(words, lang) == actor


def test_a_mention_that_would_be_nothing_else_stays() -> None:
    assert core("at least", "en") == "at least"


def test_dates_and_places_keep_their_words() -> None:
    assert core("five days from", "en", MentionKind.DATE) == "five days from"
