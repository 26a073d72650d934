"""What comes through the first door: an article as it was read, or the reason why it was not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class RawArticle:
    """Plain text with what its input says about it. `where` names file or address and row, for people.

    `lang` is what the input claims; None leaves it to the language detector.
    """

    text: str
    where: str
    id: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """Input that was not loaded: `where` it is, a stable `code`, and one line that says what and what to do."""

    where: str
    code: str
    reason: str


def dated(articles: Iterable[RawArticle | Rejection], published: date | None) -> Iterator[RawArticle | Rejection]:
    """The same, articles that tell no day of publication taken to be of the day `published`."""
    for each in articles:
        if isinstance(each, RawArticle) and each.published is None:
            yield replace(each, published=published)
        else:
            yield each
