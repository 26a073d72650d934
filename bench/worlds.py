"""Where benchmarks ask: stores that they make once in a folder, a Neo4j that holds the same, a service that stops."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bench.generate import RECORDED, batches
from graph.exports import neo4j_admin
from graph.neo4j import open_neo4j
from graph.sqlite import open_sqlite
from tests.neo4j_server import admin, running

PASSWORD = "made-up-for-the-bench"  # noqa: S105 - of a server on loopback that lives as long as the bench
START_SECONDS = 60.0
_INDEX_SECONDS = 1800.0


def sqlite_world(folder: Path, events: int) -> Path:
    """The file of a world with so many events; made where there is none."""
    file = folder / f"world-{events}.db"
    if not file.exists():
        part = file.with_suffix(".part")
        part.unlink(missing_ok=True)
        with closing(open_sqlite(part)) as store:
            for batch in batches(events):
                store.writer().write(batch, RECORDED)
        part.rename(file)
    return file


@contextmanager
def neo4j_world(folder: Path, events: int) -> Iterator[str]:
    """The address of a Neo4j with the same world, imported by neo4j-admin where it is not there yet."""
    home, part = folder / f"neo4j-{events}", folder / f"neo4j-{events}.part"
    if not home.exists():
        shutil.rmtree(part, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=folder) as files:
            with closing(open_sqlite(sqlite_world(folder, events))) as store:
                command = neo4j_admin.export(store, Path(files)).command
            admin(part, Path(files), *shlex.split(command.replace("\\\n", ""))[1:])
        part.rename(home)
    with running(home, PASSWORD, jvm=[]) as server:
        with closing(
            open_neo4j(server.uri, user=server.user, password=PASSWORD, query_seconds=_INDEX_SECONDS)
        ) as store:
            store.migrate()
        yield server.uri


@contextmanager
def service(store: str) -> Iterator[int]:
    """The port of `casus serve` on loopback, one process, without a limit on requests."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "CASUS_STORE": store,
        "CASUS_NEO4J_PASSWORD": PASSWORD,
        "CASUS_RATE_REQUESTS": "0",
        "CASUS_QUERY_SECONDS": "60",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", str(port)],
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the service did not start")
