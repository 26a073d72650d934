"""Made-up graphs of any size: actors and words by a power law, days over twenty years, a share of events linked.

    python -m bench.generate sqlite:///bench.db --events 100000

The first actor takes part in about 5 % of all events, actors grow in number with the events. The same numbers and seed
give the same graph. Prints how fast it was written.
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
    Place,
    Report,
)
from graph.ontology import FIXED_MODALITY, code, modes
from graph.stores import open_store

EVENTS_OF_AN_ACTOR = 50
FEWEST_ACTORS = 2000
COUNTRIES = 200
PLACES = 4000
VOCABULARY = 30_000
LINKED = 0.03  # events that some earlier event led to
ON = 0.5  # of these, whose cause was itself led to
SEVERAL = 0.1  # events that a second article tells too
PLACED = 0.4
SENTENCES = 5  # events of an article
WORDS = 8  # of a sentence, beside the actors' names
BATCH = 2000
START, DAYS = date(2005, 1, 1), 7300
RECORDED = datetime(2025, 1, 1, tzinfo=UTC)
_WEIGHTS = {Action.CONSULT: 25, Action.ACCUSE: 12, Action.ASSAULT: 12, Action.REQUEST: 8}
_FLAT = 4.5  # ranks that flatten the power law's head: without them the first actor would be in a fifth of the events
_SYLLABLES = tuple(one + other for one in "bdfghjklmnprstvz" for other in ("a", "e", "i", "o", "u", "an", "or"))


def spelt(number: int) -> str:
    """A word for each number, never two alike: at least two syllables."""
    number, least = number + len(_SYLLABLES), []
    while number:
        number, place = divmod(number, len(_SYLLABLES))
        least.append(_SYLLABLES[place])
    return "".join(least)


def actors(number: int) -> list[Actor]:
    """States first, so that the most frequent actors are states."""
    made = []
    for place in range(number):
        country = "".join(chr(65 + place % COUNTRIES // base % 26) for base in (676, 26, 1))
        name = spelt(place * 7919).title()
        if place < COUNTRIES:
            known = {"id": country, "name": name, "kind": ActorKind.COUNTRY}
        else:
            known = {"id": f"ac-{place:06}", "name": f"{spelt(place % 997).title()} {name}", "kind": ActorKind.PERSON}
        made.append(Actor(**known, country=country, aliases=(f"{name} {spelt(place % 31).title()}",)))
    return made


def cast_of(events: int) -> int:
    """How many actors there are in a graph of so many events."""
    return max(FEWEST_ACTORS, events // EVENTS_OF_AN_ACTOR)


def places() -> list[Place]:
    return [
        Place(id=f"pl-{n:05}", name=f"{spelt(n)}bad".title(), lat=n % 170 - 85 + 0.5, lon=n % 350 - 175 + 0.25)
        for n in range(PLACES)
    ]


def ranked(number: int) -> list[float]:
    """Weights, summed up, of so many things of which the first ones are the most frequent."""
    return list(itertools.accumulate(1 / (place + _FLAT) for place in range(number)))


class World:
    """What a graph is made of, and the dice."""

    def __init__(self, cast: int, seed: int) -> None:
        self.draw = random.Random(seed)
        self.actors, self.places = actors(cast), places()
        self._words = [spelt(number) for number in range(VOCABULARY)]
        self._weights = {n: ranked(n) for n in {cast, PLACES, VOCABULARY}}
        self.recent: list[Event] = []
        self.led_to: list[Event] = []

    def sides(self) -> list[Actor]:
        return self.draw.choices(self.actors, cum_weights=self._weights[len(self.actors)], k=2)

    def place(self) -> Place | None:
        if self.draw.random() >= PLACED:
            return None
        return self.draw.choices(self.places, cum_weights=self._weights[PLACES])[0]

    def words(self) -> str:
        return " ".join(self.draw.choices(self._words, cum_weights=self._weights[VOCABULARY], k=WORDS))

    def cause(self) -> Event:
        return self.draw.choice(self.led_to if self.led_to and self.draw.random() < ON else self.recent)


def batches(events: int, seed: int = 1, cast: int | None = None, most: int = BATCH) -> Iterator[Batch]:
    """Batches of at most `most` new events each."""
    world = World(cast or cast_of(events), seed)
    draw = world.draw
    for first in range(0, events, most):
        told, links, articles = [], [], []
        size = min(most, events - first)
        for start in range(first, first + size, SENTENCES):
            article, acts = _article(world, range(start, min(start + SENTENCES, first + size)))
            effects = [act for act in acts if world.recent and draw.random() < LINKED]
            links += [_link(world.cause(), act, article) for act in effects]
            if world.recent and draw.random() < SEVERAL * SENTENCES:
                told.append(_again(draw.choice(world.recent), article))
            told += acts
            articles.append(article)
            world.recent, world.led_to = [*acts, *world.recent][:200], [*effects, *world.led_to][:50]
        yield _batch(articles, told, links, world)


def _article(world: World, numbers: range) -> tuple[Article, list[Event]]:
    pairs = [world.sides() for _ in numbers]
    sentences = [f"{one.name} acted on {other.name}, {world.words()}." for one, other in pairs]
    day = START + timedelta(days=world.draw.randrange(DAYS))
    article = Article(
        id=f"ar-{numbers[0]:08}",
        title=f"{pairs[0][0].name} {world.words()}",
        url=f"https://news.example/{numbers[0]}",
        publisher="Example",
        published=day + timedelta(days=1),
        text=" ".join(sentences),
        lang="en",
        fetched_at=RECORDED,
        sha256=f"{numbers[0]:064x}",
    )
    return article, [
        _event(world, (one.ref(), other.ref()), day, article, number % SENTENCES, sentence)
        for number, (one, other), sentence in zip(numbers, pairs, sentences, strict=True)
    ]


def _event(
    world: World, sides: tuple[ActorRef, ActorRef], day: date, article: Article, index: int, sentence: str
) -> Event:
    draw = world.draw
    action = draw.choices(list(Action), weights=[_WEIGHTS.get(action, 4) for action in Action])[0]
    mode = draw.choice([None, *sorted(modes(action))])
    modality = Modality.OCCURRED if draw.random() < 0.85 else Modality.PLANNED
    start, dated = (article.text or "").index(sentence), draw.random() < 0.95
    return Event(
        id=f"ev-{draw.getrandbits(64):016x}",
        action=action,
        mode=mode,
        quad=code(action, mode).quad,
        intensity=code(action, mode).intensity,
        modality=FIXED_MODALITY.get(action, modality),
        source=sides[0],
        target=sides[1] if draw.random() < 0.85 else None,
        date=day if dated else None,
        date_precision=DatePrecision.DAY if dated else DatePrecision.UNKNOWN,
        place=world.place(),
        confidence=round(draw.random(), 3),
        recorded_at=RECORDED,
        reports=(
            Report(
                sentence=sentence,
                sentence_index=index,
                start=start,
                end=start + len(sentence),
                trigger="acted",
                extractor="bench",
                article=article.ref(),
            ),
        ),
    )


def _again(event: Event, article: Article) -> Event:
    told = (article.text or "").partition(". ")[0]
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


def _batch(articles: list[Article], told: list[Event], links: list[EventLink], world: World) -> Batch:
    named = {side.id for event in told for side in (event.source, event.target) if side}
    places = {event.place.id: event.place for event in told if event.place}
    cast = tuple(actor for actor in world.actors if actor.id in named)
    return Batch(tuple(articles), cast, tuple(places.values()), tuple(told), tuple(links))


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
