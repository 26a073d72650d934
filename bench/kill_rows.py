"""Kill `casus load` of a data set in the middle, run it again, and compare with a load that nobody disturbed.

    python -m bench.kill_rows --rows 60000 --rounds 20
    python -m bench.kill_rows --neo4j --rows 20000 --rounds 5 --servers 3

`--rounds` kill the loading process (SIGKILL) at a random moment: some time, up to a batch's, after the store shows a
random number of rows. Of SQLite every other round puts indexes off, as large files do. `--servers` kill the Neo4j
server instead and start it again. Compared are all rows of the store
but recorded instants, the load's counts, and rejects.tsv. The process that reads ahead must end with the killed one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from neo4j import GraphDatabase

from bench.contents import Contents, differences, neo4j_contents, sqlite_contents
from bench.gdelt import rows
from bench.kill import LossError
from graph.stores import open_store
from loaders.datasets.feed import BATCH_ROWS
from tests.neo4j_server import Neo4jServer, clean, free_ports, running

PASSWORD = "killed-again-and-again"  # noqa: S105 - of servers that live for some rounds
_JOBS = "MATCH (j:Job) RETURN j.summary AS summary"
ENDED = {0, 1}  # of a load: 1 says that rows were rejected
SECONDS_TO_END = 120.0  # on a busy machine
LOOK_SECONDS = 0.1
# What `casus` starts, where a file of any size is large.
LARGE = "from loaders.datasets import load; load.LARGE_BYTES = 0; from api.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Target:
    """Where the loads go: the environment that names the store, what it holds, and how many rows of the load so far."""

    environment: Mapping[str, str]
    contents: Callable[[], Contents]
    progress: Callable[[], int]

    def start(self, file: Path, jobs: Path, *, large: bool = False) -> subprocess.Popen[bytes]:
        casus = [sys.executable, "-c", LARGE] if large else [str(Path(sys.executable).with_name("casus"))]
        environment = {**os.environ, **self.environment, "CASUS_JOBS_DIR": str(jobs)}
        return subprocess.Popen([*casus, "load", str(file)], env=environment, stdout=subprocess.DEVNULL)

    def check(self) -> None:
        """Raise LossError for a store that is torn."""
        told = self.environment
        store = open_store(
            told["CASUS_STORE"], user=told.get("CASUS_NEO4J_USER"), password=told.get("CASUS_NEO4J_PASSWORD")
        )
        with closing(store):
            if wrong := [finding for finding in store.check() if not finding.ok]:
                raise LossError(f"{wrong[0].name}: {wrong[0].detail}")


@dataclass(frozen=True, slots=True)
class Whole:
    """What a load leaves that nobody disturbed, and how long it takes."""

    contents: Contents
    rejects: str
    seconds: float
    rows: int


def sqlite_target(path: Path) -> Target:
    def progress() -> int:
        try:
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
                return _read([row[0] for row in connection.execute("SELECT summary FROM job")])
        except sqlite3.OperationalError:  # not yet there
            return 0

    return Target({"CASUS_STORE": f"sqlite:///{path}"}, lambda: sqlite_contents(path), progress)


def neo4j_target(server: Neo4jServer) -> Target:
    def contents() -> Contents:
        with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
            return neo4j_contents(driver)

    def progress() -> int:
        with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
            return _read([row["summary"] for row in driver.execute_query(_JOBS, database_="neo4j").records])

    told = {"CASUS_STORE": server.uri, "CASUS_NEO4J_USER": server.user, "CASUS_NEO4J_PASSWORD": server.password}
    return Target(told, contents, progress)


def _read(summaries: list[str | None]) -> int:
    return max((int(json.loads(summary)["read"]) for summary in summaries if summary), default=0)


def undisturbed(target: Target, file: Path, jobs: Path) -> Whole:
    begun = time.monotonic()
    _finish(target.start(file, jobs))
    seconds = time.monotonic() - begun
    return Whole(target.contents(), _rejects(jobs), seconds, target.progress())


def client_killed(
    target: Target, file: Path, jobs: Path, whole: Whole, draw: random.Random, *, large: bool = False
) -> str:
    """One round on an empty store; what happened. Raises LossError."""
    process = target.start(file, jobs, large=large)
    _await(target, process, whole, draw)
    readers = _children(process.pid)
    process.kill()
    ended = process.wait()
    _wait_for_end(readers)
    how = "killed" if ended == -signal.SIGKILL else "ended by itself"
    return f"{how} with {target.progress():,} rows in the store; {_again(target, file, jobs, whole)}"


def server_killed(home: Path, file: Path, jobs: Path, whole: Whole, draw: random.Random) -> str:
    """One round with a server of its own. Raises LossError."""
    ports = free_ports()
    with running(home, PASSWORD, ports=ports) as server:
        target = neo4j_target(server)
        process = target.start(file, jobs)
        _await(target, process, whole, draw)
        if server.pid is None:
            raise LossError("a server that was there before is not ours to kill")
        os.kill(server.pid, signal.SIGKILL)
        status = process.wait()
    with running(home, PASSWORD, ports=ports) as server:
        target = neo4j_target(server)
        there = target.progress()
        found = _again(target, file, jobs, whole)
    return f"server killed, the load ended with {status}, {there:,} rows in the store; {found}"


def _await(target: Target, process: subprocess.Popen[bytes], whole: Whole, draw: random.Random) -> None:
    """Wait for a random moment of the load: rows in the store, then as long as a batch may take."""
    rows_ = draw.random() * whole.rows
    while process.poll() is None and target.progress() < rows_ - BATCH_ROWS:
        time.sleep(LOOK_SECONDS)
    with suppress(subprocess.TimeoutExpired):
        process.wait(draw.random() * whole.seconds * min(1, BATCH_ROWS / whole.rows))


def _again(target: Target, file: Path, jobs: Path, whole: Whole) -> str:
    """Run the load to its end and compare."""
    _finish(target.start(file, jobs))
    target.check()
    if lines := list(differences(target.contents(), whole.contents)):
        raise LossError(f"{len(lines)} rows differ, such as {lines[0]}")
    if _rejects(jobs) != whole.rejects:
        raise LossError("rejects.tsv differs")
    return f"run again, all {sum(found.total() for found in whole.contents.values()):,} rows are the same"


def _finish(process: subprocess.Popen[bytes]) -> None:
    if process.wait() not in ENDED:
        raise LossError(f"the load ended with {process.returncode}")


def _rejects(jobs: Path) -> str:
    (file,) = jobs.glob("*/rejects.tsv")
    return file.read_text(encoding="utf-8")


def _children(process: int) -> list[int]:
    """Where the system tells them (Linux); else none."""
    with suppress(OSError):
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []


def _wait_for_end(processes: list[int]) -> None:
    end = time.monotonic() + SECONDS_TO_END
    while left := [process for process in processes if Path(f"/proc/{process}").exists()]:
        if time.monotonic() > end:
            raise LossError(f"process {left[0]} outlives the load that started it")
        time.sleep(0.1)


def on_sqlite(file: Path, folder: Path, rounds: int, seed: int) -> None:
    whole = undisturbed(sqlite_target(folder / "whole.db"), file, folder / "whole")
    print(f"undisturbed: {whole.seconds:.1f} s", flush=True)
    for number in range(rounds):
        home = folder / str(number)
        home.mkdir()
        target, large = sqlite_target(home / "casus.db"), number % 2 == 1
        told = client_killed(target, file, home / "jobs", whole, random.Random(seed + number), large=large)
        print(f"round {number + 1}{', indexes put off' if large else ''}: {told}", flush=True)


def on_neo4j(file: Path, folder: Path, rounds: int, servers: int, seed: int) -> None:
    with running(folder / "clients", PASSWORD) as server:
        target = neo4j_target(server)
        whole = undisturbed(target, file, folder / "whole")
        print(f"undisturbed: {whole.seconds:.1f} s", flush=True)
        for number in range(rounds):
            with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
                clean(driver)
            told = client_killed(target, file, folder / f"client-{number}", whole, random.Random(seed + number))
            print(f"round {number + 1}: {told}", flush=True)
    for number in range(servers):
        home, jobs = folder / f"server-{number}", folder / f"jobs-{number}"
        home.mkdir()
        told = server_killed(home, file, jobs, whole, random.Random(seed + number))
        print(f"round {number + 1}: {told}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--neo4j", action="store_true", help="into servers that are started for it, instead of SQLite")
    parser.add_argument("--rows", type=int, default=60_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--servers", type=int, default=0, help="rounds in which the server is killed")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--folder", type=Path, help="where stores lie meanwhile")
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}, {wanted.rows:,} rows")
    with tempfile.TemporaryDirectory(dir=wanted.folder, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        file = folder / "rows.export.CSV"
        with file.open("w", encoding="utf-8") as out:
            out.writelines(f"{row}\n" for row in rows(wanted.rows))
        if wanted.neo4j:
            on_neo4j(file, folder, wanted.rounds, wanted.servers, wanted.seed)
        else:
            on_sqlite(file, folder, wanted.rounds, wanted.seed)


if __name__ == "__main__":
    main()
