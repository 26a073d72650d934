"""How long the questions take over HTTP, beside the bare functions, on both stores, at two sizes.

    python -m bench.latency /var/tmp/worlds --events 100000 1000000 --neo4j 100000

Worlds are made in the folder the first time. One client asks one question after another over one connection, each with
values of its own; HTTP and the same function on a store opened in this process take turns. Milliseconds, by 95 of 100
answers; a goal that is missed has a `!`. `over`: HTTP's less twice the bare one's, which may be 3 at most.
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.asked import QUESTIONS, Asked, Question, Values
from bench.worlds import PASSWORD, neo4j_world, service, sqlite_world
from graph.store import Store
from graph.stores import open_store

WARM = 10
OVER = 3.0


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds of each answer, in order, and the mean size of an answer over HTTP."""

    http: tuple[float, ...]
    bare: tuple[float, ...]
    kilobytes: float


def percentile(values: Sequence[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def measure(question: Question, values: Values, port: int, store: Store, times: int) -> Took:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    over_http, bare, size = [], [], 0
    try:
        for turn in range(WARM + times):
            asked = question.draw(values)
            for way in ("http", "bare") if turn % 2 else ("bare", "http"):
                begun = time.perf_counter()
                if way == "http":
                    size += _get(connection, asked)
                else:
                    asked.direct(store.view())
                if turn >= WARM:
                    (over_http if way == "http" else bare).append(1000 * (time.perf_counter() - begun))
    finally:
        connection.close()
    return Took(tuple(over_http), tuple(bare), size / (WARM + times) / 1000)


def _get(connection: http.client.HTTPConnection, asked: Asked) -> int:
    connection.request("GET", asked.path)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{asked.path}: {answer.status} {body[:500]!r}")
    return len(body)


@contextmanager
def opened(folder: Path, kind: str, events: int) -> Iterator[tuple[str, Store]]:
    """The address of a world and its store, opened here too."""
    with ExitStack() as stack:
        address = f"sqlite:///{sqlite_world(folder, events)}"
        if kind == "neo4j":
            address = stack.enter_context(neo4j_world(folder, events))
        yield address, stack.enter_context(closing(open_store(address, password=PASSWORD, query_seconds=60)))


def ask_all(folder: Path, kind: str, events: int, questions: Sequence[Question], times: int) -> dict[str, Took]:
    took = {}
    with opened(folder, kind, events) as (address, store), service(address) as port:
        print(f"\n{kind}, {events:,} events\n{'question':24} {'goal':>5} {'p50':>8} {'p95':>8} ", end="")
        print(f"{'bare p50':>9} {'bare p95':>9} {'over':>6} {'kB':>6}")
        for question in questions:
            one = took[question.name] = measure(
                question, Values(sqlite_world(folder, events), events, seed=2), port, store, times
            )
            p95, bare = percentile(one.http, 95), percentile(one.bare, 95)
            missed = "!" if question.goal and p95 > question.goal else " "
            over = p95 - 2 * bare
            print(
                f"{question.name:24} {question.goal or '':>5} {percentile(one.http, 50):8.1f} {p95:8.1f}{missed}"
                f"{percentile(one.bare, 50):9.1f} {bare:9.1f} {over:6.1f}{'!' if over > OVER else ' '}"
                f"{one.kilobytes:6.1f}",
                flush=True,
            )
    return took


def compare(small: dict[str, Took], large: dict[str, Took], questions: Sequence[Question]) -> None:
    print(f"\n{'growth':24} {'p50':>6} {'p95':>6}")
    for question in questions:
        one, other = small[question.name], large[question.name]
        p50, p95 = (percentile(other.http, percent) / percentile(one.http, percent) for percent in (50, 95))
        print(f"{question.name:24} {p50:6.2f} {p95:6.2f}{' selective' if question.selective else ''}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the questions over HTTP.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, nargs="+", default=[100_000, 1_000_000], help="sizes in SQLite")
    parser.add_argument("--neo4j", type=int, nargs="*", default=[], help="sizes in Neo4j")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--only", default="", help="questions whose name holds this")
    wanted = parser.parse_args()
    wanted.folder.mkdir(exist_ok=True)
    questions = [question for question in QUESTIONS if wanted.only in question.name]
    for kind, sizes in (("sqlite", wanted.events), ("neo4j", wanted.neo4j)):
        found = [ask_all(wanted.folder, kind, events, questions, wanted.times) for events in sizes]
        if len(found) == 2:
            compare(*found, questions)


if __name__ == "__main__":
    main()
