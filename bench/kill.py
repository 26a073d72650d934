"""Kill a load in the middle (SIGKILL), look at what is left, load again: is anything lost or doubled?

    python -m bench.kill sqlite:///kill.db --rounds 20

Every round wants an empty store: `sqlite:` files get a number, another store must be emptied between two rounds.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.generate import RECORDED, batches
from graph.batch import Batch
from graph.store import Store
from graph.stores import open_store

EVENTS, MOST, CAST = 3000, 50, 100
LONGEST_DELAY = 0.02  # seconds from an acknowledgement to the kill: about the length of a write


class LossError(Exception):
    """What was lost, torn or doubled."""


@dataclass(frozen=True, slots=True)
class Round:
    """How many batches were acknowledged before the kill, and whether a further one had just been written."""

    acknowledged: int
    unheard: bool


def graph() -> list[Batch]:
    return list(batches(EVENTS, cast=CAST, most=MOST))


def open_address(address: str) -> Store:
    environment = os.environ.get
    return open_store(address, user=environment("CASUS_NEO4J_USER"), password=environment("CASUS_NEO4J_PASSWORD"))


def load(address: str) -> None:
    """Write the graph, one line of output after each acknowledged batch."""
    store = open_address(address)
    for number, batch in enumerate(graph(), 1):
        store.writer().write(batch, RECORDED)
        print(number, flush=True)


def kill_and_reload(address: str, draw: random.Random) -> Round:
    """One round on an empty store. Raises LossError."""
    acknowledged = _load_until_killed(address, draw)
    store = open_address(address)
    try:
        unheard = _compare(store, graph(), acknowledged)
        for batch in graph():
            store.writer().write(batch, RECORDED)
        _expect(dict(store.view().counts()), _sizes(graph()), "after the second load")
        if wrong := [finding for finding in store.check() if not finding.ok]:
            raise LossError(f"after the second load: {wrong[0].name}: {wrong[0].detail}")
    finally:
        store.close()
    return Round(acknowledged, unheard)


def _load_until_killed(address: str, draw: random.Random) -> int:
    """Kill the load after a random acknowledgement and a moment; returns the last one that it gave."""
    command = [sys.executable, "-m", "bench.kill", address, "--child"]
    stop = draw.randrange(EVENTS // MOST - 1)
    with subprocess.Popen(command, cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None  # noqa: S101 - told to mypy
        heard = ["0"] + [child.stdout.readline() for _ in range(stop)]
        time.sleep(draw.random() * LONGEST_DELAY)
        child.kill()
        heard += [line for line in child.stdout if line.endswith("\n")]
    if child.returncode != -9:
        raise LossError(f"the load ended by itself with {child.returncode}")
    return int(heard[-1])


def _compare(store: Store, graph: list[Batch], acknowledged: int) -> bool:
    """What is there is the acknowledged batches, or those and the next one whole; True for the latter."""
    found = dict(store.view().counts())
    if found == _sizes(graph[: acknowledged + 1]):
        return True
    _expect(found, _sizes(graph[:acknowledged]), f"after {acknowledged} acknowledged batches")
    return False


def _sizes(graph: list[Batch]) -> dict[str, int]:
    events = [event for batch in graph for event in batch.events]
    return {
        "actors": len({actor.id for batch in graph for actor in batch.actors}),
        "places": len({place.id for batch in graph for place in batch.places}),
        "articles": len({article.id for batch in graph for article in batch.articles}),
        "events": len({event.id for event in events}),
        "reports": len({(event.id, told.article.id, told.start) for event in events for told in event.reports}),
        "links": len({(link.cause, link.effect, link.link.article.id) for batch in graph for link in batch.links}),
    }


def _expect(found: dict[str, int], wanted: dict[str, int], when: str) -> None:
    if found != wanted:
        raise LossError(f"{when}: {found}, not {wanted}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill loads in the middle and look for losses.")
    parser.add_argument("store")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.child:
        load(wanted.store)
        return
    several = wanted.store.startswith("sqlite")
    print(f"seed {wanted.seed}")
    for number in range(wanted.rounds):
        address = f"{wanted.store}.{number}" if several else wanted.store
        done = kill_and_reload(address, random.Random(wanted.seed + number))
        more = ", and one more whole batch" if done.unheard else ""
        print(f"round {number + 1}: {done.acknowledged} of {EVENTS // MOST} batches acknowledged{more}; nothing lost")


if __name__ == "__main__":
    main()
