"""Made-up graphs of any size: actors by Zipf's law, days over twenty years, a share of events linked.

    python -m bench.generate sqlite:///bench.db --events 100000

The same numbers and seed give the same graph. Prints how fast it was written.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from graph.batch import Batch, Written
from graph.model import (
    Action,
    Actor,
    ActorKind,
    ActorRef,
    Article,
    DatePrecision,
    Event,
    EventLink,
    Link,
    LinkMethod,
    Modality,
    Report,
)
from graph.ontology import FIXED_MODALITY, code, modes
from graph.stores import open_store

ACTORS = 2000
COUNTRIES = 200
LINKED = 0.2  # events that some earlier event led to
SEVERAL = 0.1  # events that a second article tells too
SENTENCES = 5  # events of an article
BATCH = 2000
START, DAYS = date(2005, 1, 1), 7300
RECORDED = datetime(2025, 1, 1, tzinfo=UTC)
_WEIGHTS = {Action.CONSULT: 25, Action.ACCUSE: 12, Action.ASSAULT: 12, Action.REQUEST: 8}


def actors(number: int = ACTORS) -> list[Actor]:
    """States first, so that the most frequent actors are states."""
    made = []
    for place in range(number):
        country = "".join(chr(65 + place % COUNTRIES // base % 26) for base in (676, 26, 1))
        if place < COUNTRIES:
            names = {"id": country, "name": f"State {country}", "kind": ActorKind.COUNTRY}
        else:
            names = {"id": f"ac-{place:06}", "name": f"Person {place} of {country}", "kind": ActorKind.PERSON}
        made.append(Actor(**names, country=country, aliases=(f"Number {place}",)))
    return made


def batches(events: int, seed: int = 1, cast: int = ACTORS, most: int = BATCH) -> Iterator[Batch]:
    """Batches of at most `most` new events each."""
    draw = random.Random(seed)
    everyone = actors(cast)
    weights = list(itertools.accumulate(1 / (place + 1) for place in range(cast)))
    recent: list[Event] = []
    for first in range(0, events, most):
        told, links, articles = [], [], []
        size = min(most, events - first)
        for start in range(first, first + size, SENTENCES):
            numbers = range(start, min(start + SENTENCES, first + size))
            article, acts = _article(draw, numbers, draw.choices(everyone, cum_weights=weights, k=2 * len(numbers)))
            effects = [act for act in acts if recent and draw.random() < LINKED]
            links += [_link(draw.choice(recent), act, article) for act in effects]
            again = [_again(draw.choice(recent), article)] if recent and draw.random() < SEVERAL * SENTENCES else []
            told += [*acts, *again]
            articles.append(article)
            recent = [*acts, *recent][:200]
        yield _batch(articles, told, links, everyone)


def _article(draw: random.Random, numbers: range, pairs: list[Actor]) -> tuple[Article, list[Event]]:
    sentences = [
        f"{one.name} acted on {other.name}, number {n}."
        for n, one, other in zip(numbers, pairs[::2], pairs[1::2], strict=True)
    ]
    text = " ".join(sentences)
    day = START + timedelta(days=draw.randrange(DAYS))
    article = Article(
        id=f"ar-{numbers[0]:08}",
        title=sentences[0],
        url=f"https://news.example/{numbers[0]}",
        publisher="Example",
        published=day + timedelta(days=1),
        text=text,
        lang="en",
        fetched_at=RECORDED,
        sha256=f"{numbers[0]:064x}",
    )
    return article, [
        _event(draw, n, one.ref(), other.ref(), day, article, sentence)
        for n, one, other, sentence in zip(numbers, pairs[::2], pairs[1::2], sentences, strict=True)
    ]


def _event(
    draw: random.Random, number: int, one: ActorRef, other: ActorRef, day: date, article: Article, sentence: str
) -> Event:
    action = draw.choices(list(Action), weights=[_WEIGHTS.get(action, 4) for action in Action])[0]
    mode = draw.choice([None, *sorted(modes(action))])
    modality = Modality.OCCURRED if draw.random() < 0.85 else Modality.PLANNED
    start = article.text.index(sentence)
    return Event(
        id=f"ev-{draw.getrandbits(64):016x}",
        action=action,
        mode=mode,
        quad=code(action, mode).quad,
        intensity=code(action, mode).intensity,
        modality=FIXED_MODALITY.get(action, modality),
        source=one,
        target=other if draw.random() < 0.85 else None,
        date=day if draw.random() < 0.95 else None,
        date_precision=DatePrecision.DAY,
        confidence=round(draw.random(), 3),
        recorded_at=RECORDED,
        reports=(
            Report(
                sentence=sentence,
                sentence_index=number % SENTENCES,
                start=start,
                end=start + len(sentence),
                trigger="acted",
                extractor="bench",
                article=article.ref(),
            ),
        ),
    )


def _again(event: Event, article: Article) -> Event:
    told = article.text.partition(". ")[0]
    report = event.reports[0].model_copy(
        update={"sentence": told, "start": 0, "end": len(told), "sentence_index": 0, "article": article.ref()}
    )
    return event.model_copy(update={"reports": (report,)})


def _link(cause: Event, effect: Event, article: Article) -> EventLink:
    words = Link(
        method=LinkMethod.CONNECTIVE,
        evidence="acted",
        sentence=effect.reports[0].sentence,
        start=0,
        end=5,
        confidence=effect.confidence,
        article=article.ref(),
    )
    return EventLink(cause=cause.id, effect=effect.id, link=words)


def _batch(articles: list[Article], told: list[Event], links: list[EventLink], everyone: list[Actor]) -> Batch:
    named = {side.id for event in told for side in (event.source, event.target) if side}
    cast = tuple(actor for actor in everyone if actor.id in named)
    return Batch(tuple(articles), cast, (), tuple(told), tuple(links))


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a made-up graph into a store.")
    parser.add_argument("store", help="address; user and password come from CASUS_NEO4J_USER, CASUS_NEO4J_PASSWORD")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    environment = os.environ.get
    store = open_store(wanted.store, user=environment("CASUS_NEO4J_USER"), password=environment("CASUS_NEO4J_PASSWORD"))
    written, seconds = Written(), 0.0
    for batch in batches(wanted.events, wanted.seed):
        start = time.perf_counter()
        written += store.writer().write(batch, RECORDED)
        seconds += time.perf_counter() - start
    store.close()
    print(f"{written}\n{written.events} events in {seconds:.1f} s of writing: {written.events / seconds:,.0f} events/s")


if __name__ == "__main__":
    main()
