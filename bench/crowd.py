"""Fifty clients at once for two minutes: how many answers, how long they took, how many failed.

    python -m bench.crowd /var/tmp/worlds --events 1000000

Each client asks one question after another over one connection, of all questions in turn but for those without a goal.
"""

from __future__ import annotations

import argparse
import http.client
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.asked import QUESTIONS, Values
from bench.latency import opened, percentile
from bench.worlds import service, sqlite_world

DRAWN = 20  # values of each question, drawn before the clock runs


class Client(threading.Thread):
    def __init__(self, port: int, paths: Iterator[str], until: threading.Event) -> None:
        super().__init__()
        self._port, self._paths, self._until = port, paths, until
        self.took: list[float] = []
        self.failed: Counter[str] = Counter()

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        while not self._until.is_set():
            begun = time.perf_counter()
            try:
                connection.request("GET", next(self._paths))
                answer = connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException) as error:
                self.failed[type(error).__name__] += 1
                connection.close()
                continue
            if answer.status != 200:
                self.failed[str(answer.status)] += 1
            self.took.append(1000 * (time.perf_counter() - begun))
        connection.close()


def _turns(paths: list[str], first: int) -> Iterator[str]:
    while True:
        yield from paths[first:]
        yield from paths[:first]


def main() -> None:
    parser = argparse.ArgumentParser(description="Ask with many clients at once.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--store", choices=["sqlite", "neo4j"], default="sqlite")
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=120)
    wanted = parser.parse_args()
    values = Values(sqlite_world(wanted.folder, wanted.events), wanted.events, seed=3)
    paths = [question.draw(values).path for _ in range(DRAWN) for question in QUESTIONS if question.goal]
    over = threading.Event()
    with opened(wanted.folder, wanted.store, wanted.events) as (address, _), service(address) as port:
        step = len(paths) / wanted.clients
        clients = [Client(port, _turns(paths, int(place * step)), over) for place in range(wanted.clients)]
        for client in clients:
            client.start()
        time.sleep(wanted.seconds)
        over.set()
        for client in clients:
            client.join()
    took = [each for client in clients for each in client.took]
    failed = sum((client.failed for client in clients), Counter[str]())
    told = ", ".join(f"p{percent} {percentile(took, percent):,.0f} ms" for percent in (50, 95, 99))
    print(f"{wanted.store}, {wanted.events:,} events, {wanted.clients} clients, {wanted.seconds:.0f} s")
    print(f"{len(took)} answers, {len(took) / wanted.seconds:.0f} a second; {told}; failed: {dict(failed) or 'none'}")


if __name__ == "__main__":
    main()
