"""Looking for words: Lucene finds candidates, and the same rules as in every store choose and order them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from neo4j import Record

from graph.matching import may_slip
from graph.model import ActorRef, ArticleRef, Place
from graph.neo4j.records import article_ref
from graph.search import (
    LOOKED_AT,
    ActorHit,
    ArticleHit,
    Hits,
    Match,
    PlaceHit,
    SearchAnswer,
    SearchQuery,
    SentenceHit,
    by_age,
    match_name,
    match_text,
)
from graph.text import fold

Hit = TypeVar("Hit", ActorHit, PlaceHit, ArticleHit, SentenceHit)
Ask = Callable[[str, Mapping[str, object]], Sequence[Record]]  # a statement's name and its parameters -> its rows

_NAMES = 1000  # the best scored candidates
# Lucene's English stop words, which the analyzer `standard-folding` leaves out of its index.
_LEFT_OUT = frozenset(
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this "
    "to was will with".split()
)
_TERM = 100  # characters: more are no word of the index


def search(ask: Ask, query: SearchQuery) -> SearchAnswer:
    if not query.words:
        return SearchAnswer()
    names, texts = ({"lucene": lucene(query), "most": most} for most in (_NAMES, LOOKED_AT))
    return SearchAnswer(
        actors=_best(query, _actors(query, ask("search_actors", names))),
        places=_best(query, _places(query, ask("search_places", names))),
        articles=_best(query, _articles(query, ask("search_articles", texts))),
        sentences=_best(query, _sentences(query, ask("search_sentences", texts))),
    )


def lucene(query: SearchQuery) -> str:
    """What the indexes look for: any of the forms, with all of its words.

    Words are folded: they hold letters and digits only, and none of Lucene's operators, which are upper-case. Where
    there is more to look for, one letter alone is not required, for Lucene keeps "U.S." together, nor a stop word.
    """
    forms = []
    for words in query.words:
        needed = [word for word in words if len(word) > 1 and word not in _LEFT_OUT]
        forms.append(" ".join(_meant(word, "+") for word in needed) or " ".join(_meant(word, "") for word in words))
    return " ".join(f"({form})" for form in forms)


def phrase(name: str) -> str:
    """The name's words one after the other, as the index has them; in quotes nothing else is an operator."""
    return '"' + " ".join(name.replace("\\", " ").replace('"', " ").split()) + '"'


def _meant(word: str, sign: str) -> str:
    word = word[:_TERM]
    return f"{sign}({word}^4 {word}*{f' {word}~1' if may_slip(word) else ''})"


def _best(query: SearchQuery, hits: Iterator[tuple[Any, Hit]]) -> Hits[Hit]:
    ordered = [hit for _, hit in sorted(hits, key=lambda ranked: ranked[0])]
    return Hits[Hit].of(ordered, query.limit)


def _actors(query: SearchQuery, rows: Sequence[Record]) -> Iterator[tuple[Any, ActorHit]]:
    for row in rows:
        actor = ActorRef(**row["actor"])
        if match := match_name(query, (actor.name, *sorted({*row["aliases"]} - {actor.name}))):
            yield _ranked(match, row, actor), ActorHit(actor=actor, match=match)


def _places(query: SearchQuery, rows: Sequence[Record]) -> Iterator[tuple[Any, PlaceHit]]:
    for row in rows:
        place = Place(**row["place"])
        if match := match_name(query, (place.name,)):
            yield _ranked(match, row, place), PlaceHit(place=place, match=match)


def _ranked(match: Match, row: Record, item: ActorRef | Place) -> tuple[int, int, str, str]:
    return match.closeness.rank, -row["events"], fold(item.name), item.id


def _dated(match: Match, article: ArticleRef, start: int = 0) -> tuple[Any, ...]:
    return match.closeness.rank, *by_age(article.published, article.id, start)


def _articles(query: SearchQuery, rows: Sequence[Record]) -> Iterator[tuple[Any, ArticleHit]]:
    for row in rows:
        article = article_ref(row["article"])
        if article.title and (match := match_text(query, article.title)):
            yield _dated(match, article), ArticleHit(article=article, match=match)


def _sentences(query: SearchQuery, rows: Sequence[Record]) -> Iterator[tuple[Any, SentenceHit]]:
    for row in rows:
        article = article_ref(row["article"])
        if match := match_text(query, row["sentence"]):
            told = {"start": row["start"], "end": row["end"], "events": tuple(row["events"])}
            yield _dated(match, article, row["start"]), SentenceHit(article=article, match=match, **told)
