"""What an extraction becomes in a store."""

from __future__ import annotations

import pytest

from graph.model import Action, Article, Modality
from loaders.article import RawArticle
from loaders.batch import batch
from loaders.extract.dates import Seen, resolve
from loaders.extract.pipeline import Extractor
from loaders.extract.types import Document, Mention, MentionKind, ProposedEvent, Reading, Span
from loaders.intake import accept, document


class AttackAndAnswer:
    """Reads an attack and its answer, each with the date beside it."""

    name, least = "attacks", 0.0

    def read(self, document: Document, sentences: tuple[Span, ...]) -> Reading:  # noqa: ARG002 - the protocol asks
        text = document.text
        mentions, events = list[Mention](), list[ProposedEvent]()
        for trigger in ("menyerang", "menggempur"):
            start = text.index(trigger)
            day = Span(text.index("<", start) + 1, text.index(">", start))
            state = Span(text.rindex(" ", 0, start - 1) + 1, start - 1)
            for span, kind in ((state, MentionKind.COUNTRY), (day, MentionKind.DATE)):
                mentions.append(Mention(span, kind, 0.9, len(mentions)))
            words = Span(start, start + len(trigger))
            first = len(mentions) - 2
            events.append(
                ProposedEvent(
                    words, Action.ASSAULT, None, Modality.OCCURRED, first, None, None, None, first + 1, confidence=0.9
                )
            )
        return Reading(tuple(mentions), tuple(events))


@pytest.mark.parametrize(
    ("cause", "effect", "lag"),
    [("1 April 2024", "14 April 2024", 13), ("April 2024", "April 2024", None), ("1984", "1 April 2024", None)],
)
def test_only_two_days_are_a_number_of_days_apart(cause: str, effect: str, lag: int | None) -> None:
    assert resolve(cause, "id", Seen())
    text = f"Lalu Israel menyerang <{cause}>, yang memicu Iran menggempur <{effect}>."
    article = accept(RawArticle(text, where="test", lang="id"))
    assert isinstance(article, Article)
    [link] = batch(article, Extractor(AttackAndAnswer()).extract(document(article))).links
    assert (link.link.evidence, link.link.lag_days) == ("memicu", lag)
