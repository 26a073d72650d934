"""A real Neo4j for the tests, as the session fixture `neo4j_server`.

It is the server that CASUS_TEST_NEO4J_URI names (with CASUS_TEST_NEO4J_USER and CASUS_TEST_NEO4J_PASSWORD; the tests
EMPTY its database), else one assembled from Maven artifacts (CASUS_TEST_NEO4J_VERSION, else the LTS release) and
started by the Java of JAVA_HOME or PATH on free loopback ports. Where neither can be had, the tests that ask for it are
skipped with the reason; CASUS_REQUIRE_NEO4J=1 turns that skip into a failure.
"""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from neo4j import Driver

from graph.neo4j.check import NAMED
from graph.neo4j.statements import migrations

POM = Path(__file__).with_name("neo4j") / "pom.xml"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "casus-neo4j"
LTS = "5.26.30"
VERSION = os.environ.get("CASUS_TEST_NEO4J_VERSION", LTS)
BY_YEAR = not VERSION.startswith("5.")  # versions since 2025, which have other names for a few things
ENTRY = "org.neo4j.server.Neo4jCommunity" if BY_YEAR else "org.neo4j.server.CommunityEntryPoint"
START_SECONDS = 120.0
JAVA = [
    str(Path(os.environ["JAVA_HOME"], "bin", "java")) if "JAVA_HOME" in os.environ else "java",
    "-Xmx512m",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
]
# Halves the processor time of a start; benchmarks leave it out.
FAST_START = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
CONFIGURATION = """\
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.http.advertised_address=127.0.0.1:{http}
server.memory.pagecache.size=128m
# LOAD CSV reads below home/import; without this line, any file of the machine
server.directories.import=import
# 2 MB on disk for an empty database instead of 500
db.tx_log.preallocate=false
# a stop takes half a second instead of eleven
internal.dbms.bolt.netty_server_shutdown_quiet_period{unit}=0
# nothing leaves this machine
dbms.usage_report.enabled=false
client.allow_telemetry=false
"""


class NoServerError(Exception):
    """Why there is no Neo4j to test with, in one line."""


@dataclass(frozen=True, slots=True)
class Neo4jServer:
    """Where a test finds its Neo4j. `pid` is None for a server that was there before."""

    uri: str
    user: str
    password: str
    pid: int | None = None


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    uri = os.environ.get("CASUS_TEST_NEO4J_URI")
    if uri:
        user = os.environ.get("CASUS_TEST_NEO4J_USER", "neo4j")
        yield Neo4jServer(uri, user, os.environ.get("CASUS_TEST_NEO4J_PASSWORD", ""))
        return
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running(tmp_path_factory.mktemp("neo4j")))
        except NoServerError as error:
            if os.environ.get("CASUS_REQUIRE_NEO4J") == "1":
                pytest.fail(f"CASUS_REQUIRE_NEO4J=1, but {error}")
            pytest.skip(str(error))
        yield server


def clean(driver: Driver) -> None:
    """Empty the database. Its schema stays, where it is whole and marked as ours, so that the next opening is quick."""
    ours = [version for version, _, _ in migrations()]
    whole = {name for _, _, steps in migrations() for step in steps for name in NAMED.findall(step)}
    with driver.session(database="neo4j") as session:
        there = {row["name"] for row in session.run("SHOW INDEXES YIELD name")}
        kept = ours if whole <= there else []
        query = "MATCH (n) WHERE NOT (n:Migration AND n.version IN $kept) CALL (n) { DETACH DELETE n } IN TRANSACTIONS"
        session.run(query, kept=kept).consume()


@contextmanager
def running(
    home: Path, password: str | None = None, jvm: list[str] | None = None, ports: tuple[int, int] | None = None
) -> Iterator[Neo4jServer]:
    """A server whose data lies in `home`, stopped at the end; raises NoServerError.

    Its password is made up for a new `home`; whoever starts on an old one must know it.
    """
    jars = assemble()
    bolt, http = ports or free_ports()
    password = password or secrets.token_hex(16)  # a leading "-" would be an option
    _configure(home, bolt, http)
    if not (home / "data" / "dbms").exists():
        admin(home, home, "dbms", "set-initial-password", password)
    java = [*JAVA, *(FAST_START if jvm is None else jvm), "-cp", f"{jars}/*"]
    server = [*java, ENTRY, f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with (home / "console.log").open("wb") as log:
        process = subprocess.Popen(
            [*server, "--console-mode"],
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - it makes one system call and takes no lock
        )
    try:
        _wait_until_up(process, f"http://127.0.0.1:{http}", home / "console.log")
        yield Neo4jServer(f"neo4j://127.0.0.1:{bolt}", "neo4j", password, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def admin(home: Path, folder: Path, *arguments: str) -> None:
    """Run neo4j-admin in `folder` for the stopped server of `home`; raises NoServerError with what it printed."""
    if not (home / "conf").exists():
        _configure(home, *free_ports())
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    command = [*JAVA, *FAST_START, "-cp", f"{assemble()}/*", "org.neo4j.cli.AdminTool", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoServerError(f"neo4j-admin {arguments[0]}: {(done.stdout + done.stderr)[-2000:]}")


def _configure(home: Path, bolt: int, http: int) -> None:
    (home / "conf").mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text(
        CONFIGURATION.format(bolt=bolt, http=http, unit="_duration" if BY_YEAR else "")
    )


def assemble() -> Path:
    """The folder of jars that POM asks for, fetched into the user's cache the first time."""
    for tool in (JAVA[0], "mvn"):
        if shutil.which(tool) is None:
            raise NoServerError(f"there is no Neo4j: CASUS_TEST_NEO4J_URI is not set and {tool} is not installed")
    jars = CACHE / hashlib.sha256(POM.read_bytes() + VERSION.encode()).hexdigest()[:16]
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a second test run waits for the first to fetch
        if not jars.exists():
            part = jars.with_suffix(".part")
            shutil.rmtree(part, ignore_errors=True)
            copy = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={part}"]
            command = ["mvn", "-B", "-q", "-f", POM, f"-Dneo4j.version={VERSION}", *copy]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                lines = (done.stdout + done.stderr).strip().splitlines() or ["no reason given"]
                raise NoServerError(f"Maven cannot fetch Neo4j: {lines[0]}")
            part.rename(jars)
    return jars


def free_ports() -> tuple[int, int]:
    """Neo4j can listen on port 0 but never tells which port it got, so they are chosen here."""
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return one.getsockname()[1], two.getsockname()[1]


def _die_with_parent() -> None:
    """A test run that is itself killed leaves no server behind (prctl(2), PR_SET_PDEATHSIG = 1)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _wait_until_up(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """HTTP is the last part of the server to start, so when it answers, Bolt does too."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(OSError):
            urllib.request.urlopen(address, timeout=2).close()
            return
        time.sleep(0.1)
    state = "is not up in time" if process.poll() is None else f"ended with {process.returncode}"
    raise NoServerError(f"Neo4j {state}: {log.read_text(errors='replace')[-2000:]}")
