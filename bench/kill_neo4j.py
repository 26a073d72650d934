"""Kill -9 in the middle of a load into Neo4j: the client, then the server, some rounds each.

    python -m bench.kill_neo4j --rounds 5

Nothing that was acknowledged may be lost, and after the load is run again nothing may be doubled. Every round has a
server of its own (see tests/neo4j_server.py).
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from bench.generate import RECORDED
from bench.kill import LONGEST_DELAY, LossError, Round, graph, kill_and_reload
from graph.batch import Batch, Written
from graph.errors import StoreUnavailableError
from graph.neo4j import open_neo4j
from graph.store import EventQuery, Store
from tests.neo4j_server import Neo4jServer, free_ports, running

PASSWORD = "killed-again-and-again"  # noqa: S105 - of servers that live for one round


def kill_client(home: Path, draw: random.Random) -> Round:
    """Kill the loading process. Raises LossError."""
    with running(home) as server:
        os.environ |= {"CASUS_NEO4J_USER": server.user, "CASUS_NEO4J_PASSWORD": server.password}
        return kill_and_reload(server.uri, draw)


def kill_server(home: Path, draw: random.Random, batches: Sequence[Batch] = ()) -> Round:
    """Kill the server, start it again on its data, and go on with the store that was open. Raises LossError."""
    batches = batches or graph()
    ports, acknowledged = free_ports(), 0
    stop = draw.randrange(1, len(batches) - 1)
    with running(home, PASSWORD, ports=ports) as server:
        store = open_neo4j(server.uri, user=server.user, password=server.password)
        try:
            for acknowledged, batch in enumerate(batches):
                if acknowledged == stop:
                    _kill_soon(server, draw.random() * LONGEST_DELAY)
                store.writer().write(batch, RECORDED)
            raise LossError("the load ended before the server did")
        except StoreUnavailableError as error:
            print(f"  {error}")
    with running(home, PASSWORD, ports=ports):
        try:
            return _judge(store, batches, acknowledged)
        finally:
            store.close()


def _kill_soon(server: Neo4jServer, seconds: float) -> None:
    if server.pid is None:
        raise LossError("a server that was there before is not ours to kill")
    threading.Timer(seconds, os.kill, (server.pid, signal.SIGKILL)).start()


def _judge(store: Store, batches: Sequence[Batch], acknowledged: int) -> Round:
    """Compare what is left with the batches that were acknowledged; load again, twice."""
    everything = EventQuery(modalities=frozenset(), limit=sum(len(batch.events) for batch in batches))
    there = {event.id for event in store.view().events(everything).items}
    found = [there.issuperset(event.id for event in batch.events) for batch in batches]
    written = Written()
    if not all(found[:acknowledged]):
        raise LossError(f"batch {found.index(False)} of {acknowledged} acknowledged ones is not there")
    if any(found[acknowledged + 1 :]):
        raise LossError("a batch is there that nobody had sent")
    for batch in (*batches, *batches):
        written = store.writer().write(batch, RECORDED)
    counts, events = store.view().counts(), {event.id for batch in batches for event in batch.events}
    if written != Written() or counts["events"] != len(events):
        raise LossError(f"loading again wrote {written} and left {counts}")
    if wrong := [finding for finding in store.check() if not finding.ok]:
        raise LossError(f"{wrong[0].name}: {wrong[0].detail}")
    return Round(acknowledged, found[acknowledged])


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill clients and servers in the middle of loads; look for losses.")
    parser.add_argument("--rounds", type=int, default=5, help="of each kind")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}")
    for number in range(wanted.rounds):
        for kill in (kill_client, kill_server):
            with tempfile.TemporaryDirectory(prefix="casus-neo4j-", ignore_cleanup_errors=True) as home:
                done = kill(Path(home), random.Random(wanted.seed + number))
            more = ", and one more whole batch" if done.unheard else ""
            print(f"round {number + 1}, {kill.__name__}: {done.acknowledged} batches acknowledged{more}; nothing lost")


if __name__ == "__main__":
    main()
