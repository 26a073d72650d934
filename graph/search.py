"""Looking for words: what is asked, and what is found with the words marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from pydantic import Field

from graph.errors import QueryError
from graph.matching import Closeness, Words, marks, name_closeness, text_closeness
from graph.model import ActorRef, ArticleRef, Place, Value
from graph.text import fold, tokens

Item = TypeVar("Item")
MOST_WORDS = 64
# Titles, and sentences, of each closeness that one answer chooses from: SQLite those read last, Neo4j the best scored.
LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Any of `forms`: what the user wrote, and what that is called in the store. At most `limit` hits of each kind.

    A form without a letter or digit finds nothing. Raises QueryError for over MOST_WORDS words, or a limit under 1.
    """

    forms: tuple[str, ...]
    limit: int = 10
    words: tuple[Words, ...] = field(init=False)

    def __post_init__(self) -> None:
        if self.limit < 1:
            raise QueryError(f"limit {self.limit} is under 1")
        words = dict.fromkeys(tuple(fold(form).split()) for form in self.forms)
        words.pop((), None)
        if (most := max(map(len, words), default=0)) > MOST_WORDS:
            raise QueryError(f"{most} words are looked for, the most is {MOST_WORDS}; give fewer")
        object.__setattr__(self, "words", tuple(words))


class Match(Value):
    """The text that fits, and where: `ranges` are [start, end) in code points of `text`."""

    text: str
    ranges: tuple[tuple[int, int], ...]
    closeness: Closeness


class ActorHit(Value):
    """`match.text` is the name or alias that fits best."""

    actor: ActorRef
    match: Match


class PlaceHit(Value):
    place: Place
    match: Match


class ArticleHit(Value):
    """`match.text` is the title."""

    article: ArticleRef
    match: Match


class SentenceHit(Value):
    """`match.text` is the sentence, from `start` to `end` of the article's text, and tells of the `events`."""

    article: ArticleRef
    start: int
    end: int
    events: tuple[str, ...] = Field(description="Identifiers.")
    match: Match


class Hits(Value, Generic[Item]):
    """The best first. `truncated`: there are more."""

    items: tuple[Item, ...] = ()
    truncated: bool = False

    @classmethod
    def of(cls, items: Sequence[Item], limit: int) -> Hits[Item]:
        """The first `limit` of the items."""
        return cls(items=tuple(items[:limit]), truncated=len(items) > limit)


class SearchAnswer(Value):
    """What was found, by kind."""

    actors: Hits[ActorHit] = Hits[ActorHit]()
    places: Hits[PlaceHit] = Hits[PlaceHit]()
    articles: Hits[ArticleHit] = Hits[ArticleHit]()
    sentences: Hits[SentenceHit] = Hits[SentenceHit]()


def match_name(query: SearchQuery, names: Iterable[str]) -> Match | None:
    """The name that fits best: the first form's before another's, then the first of the names."""
    return _match(query, names, name_closeness)


def match_text(query: SearchQuery, text: str) -> Match | None:
    return _match(query, (text,), text_closeness)


def _match(
    query: SearchQuery, texts: Iterable[str], judge: Callable[[Words, list[str]], Closeness | None]
) -> Match | None:
    told = [(text, fold(text).split()) for text in texts]
    tried = ((judge(words, folded), words, text) for words in query.words for text, folded in told)
    fits = [(closeness, words, text) for closeness, words, text in tried if closeness]
    if not fits:
        return None
    closeness, words, text = min(fits, key=lambda fit: fit[0].rank)
    return Match(text=text, ranges=marks(words, tokens(text)), closeness=closeness)


def by_age(published: date | None, article: str, start: int = 0) -> tuple[bool, int, str, int]:
    """The order of titles and sentences that fit alike: the latest article first (no day: last), then as they stand."""
    return published is None, -published.toordinal() if published else 0, article, start
