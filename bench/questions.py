"""How long the two main questions take: who met whom, and what led to what.

    python -m bench.questions sqlite:///bench.db
    python -m bench.questions http://127.0.0.1:8000

Actors are drawn as the events name them (the frequent ones often) and, apart, each as likely as the others.
Against a store the question is one call of a `View`; against a service it is one HTTP request, JSON included.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import httpx2

from bench.generate import actors
from graph.model import Action, Actor
from graph.store import ActorFilter, EventQuery, ResponseQuery, View
from graph.stores import open_store

Ask = Callable[[str, Actor, Actor], int]  # a question's name and two actors -> how many answers
QUESTIONS = (
    "meetings of an actor",
    "meetings of a pair",
    "meetings of a country's people",
    "responses by an actor",
    "responses against an actor",
    "responses to assaults, of anyone",
)
LIMIT = 20


def through_view(view: View) -> Ask:
    """Ask a store directly."""

    def ask(name: str, one: Actor, other: Actor) -> int:
        first, second = ActorFilter(frozenset({one.id})), ActorFilter(frozenset({other.id}))
        everyone = ActorFilter(frozenset({one.id}), frozenset({one.country} if one.country else ()))
        met = EventQuery(actions=frozenset({Action.CONSULT}), both_sides=True, limit=LIMIT)
        assault = EventQuery(actions=frozenset({Action.ASSAULT}))
        match name:
            case "meetings of an actor":
                return len(view.events(_with(met, actor=first)).items)
            case "meetings of a pair":
                return len(view.events(_with(met, actor=first, counterpart=second)).items)
            case "meetings of a country's people":
                return len(view.events(_with(met, actor=everyone)).items)
            case "responses by an actor":
                return len(view.responses(ResponseQuery(effect=EventQuery(source=first), limit=LIMIT)).items)
            case "responses against an actor":
                return len(view.responses(ResponseQuery(effect=EventQuery(target=first), limit=LIMIT)).items)
            case _:
                return len(view.responses(ResponseQuery(cause=assault, limit=LIMIT)).items)

    return ask


def _with(query: EventQuery, **changes: ActorFilter) -> EventQuery:
    return replace(query, **changes)


def through_http(client: httpx2.Client) -> Ask:
    """Ask a service; the client knows its address."""

    def ask(name: str, one: Actor, other: Actor) -> int:
        path, asked = {
            "meetings of an actor": ("/v1/meetings", {"actor": one.id, "roll_up": "false"}),
            "meetings of a pair": ("/v1/meetings", {"actor": one.id, "with": other.id, "roll_up": "false"}),
            "meetings of a country's people": ("/v1/meetings", {"actor": one.id}),
            "responses by an actor": ("/v1/responses", {"by": one.id, "roll_up": "false"}),
            "responses against an actor": ("/v1/responses", {"against": one.id, "roll_up": "false"}),
            "responses to assaults, of anyone": ("/v1/responses", {"to": "ASSAULT"}),
        }[name]
        answer = client.get(path, params={**asked, "limit": LIMIT})
        answer.raise_for_status()
        return len(answer.json()["items"])

    return ask


@contextmanager
def opened(address: str) -> Iterator[Ask]:
    """A way to ask whatever stands at the address, a store's or a service's."""
    if address.startswith(("http://", "https://")):
        with httpx2.Client(base_url=address, timeout=60) as client:
            yield through_http(client)
        return
    environment = os.environ.get
    store = open_store(address, user=environment("CASUS_NEO4J_USER"), password=environment("CASUS_NEO4J_PASSWORD"))
    try:
        yield through_view(store.view())
    finally:
        store.close()


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the main questions on a graph made by bench.generate.")
    parser.add_argument("address", help="a store's address, or a service's (http://...)")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2)
    wanted = parser.parse_args()
    cast = actors()
    weights = list(itertools.accumulate(1 / (place + 1) for place in range(len(cast))))
    print(f"{'question':34} {'actors':9} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8} {'answers':>8}")
    with opened(wanted.address) as ask:
        for name, skewed in itertools.product(QUESTIONS, (False, True)):
            draw = random.Random(wanted.seed)
            took, answers = [], 0
            for _ in range(wanted.times):
                one, other = draw.choices(cast, cum_weights=weights if skewed else None, k=2)
                start = time.perf_counter()
                answers += ask(name, one, other)
                took.append(1000 * (time.perf_counter() - start))
            cuts = statistics.quantiles(took, n=20)
            kind = "frequent" if skewed else "any"
            print(f"{name:34} {kind:9} {cuts[9]:8.2f} {cuts[18]:8.2f} {max(took):8.2f} {answers / len(took):8.1f}")


if __name__ == "__main__":
    main()
