"""The installed command, as a process of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError

import pytest

from graph.model import Job, JobKind, JobState
from graph.sqlite import open_sqlite
from tests.api.shapes import assert_event, assert_listing
from tests.api.waiting import wait_for
from tests.api.world import MET

CASUS = Path(sys.executable).parent / "casus"
WAIT = 60


def environment(address: str, **more: str) -> dict[str, str]:
    return {**os.environ, "CASUS_STORE": address, **more}


@contextmanager
def serving(address: str, host: str = "127.0.0.1", log: Path | None = None, **more: str) -> Iterator[str]:
    """The base address of a service on a free port, stopped as Ctrl-C stops it. What it says goes to `log`."""
    command = [str(CASUS), "serve", "--port", "0", "--host", host]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment(address, **more)) as process:
        assert process.stderr is not None
        try:
            line = next((line for line in process.stderr if "answers at" in line), "")
            found = re.search(rf"http://{re.escape(host)}(:\d+)/docs", line)
            assert found, line
            yield f"http://127.0.0.1{found[1]}"
        finally:
            process.send_signal(signal.SIGINT)
            said = process.communicate(timeout=WAIT)[1]
    assert process.returncode == 0, said
    assert "Traceback" not in said
    if log is not None:
        log.write_text(said, encoding="utf-8")


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=WAIT) as answer:
        body: bytes = answer.read()
        return body


def status(url: str, **headers: str) -> tuple[int, Message]:
    """Status and headers, of an error too."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=WAIT) as answer:
            return answer.status, answer.headers
    except HTTPError as error:
        with error:
            return error.code, error.headers


def test_the_service_answers_over_a_socket_until_it_is_stopped(address: str) -> None:
    with serving(address) as base:
        assert b"swagger-ui" in get(f"{base}/docs")
        (meeting,) = assert_listing(json.loads(get(f"{base}/v1/meetings?actor=Iran")))
        assert_event(meeting)
        assert meeting["id"] == MET.id
        assert json.loads(get(f"{base}/readyz"))["status"] == "ready"
        code, headers = status(f"{base}/v1/meetings?nonsense=1")
        assert (code, headers["content-type"]) == (422, "application/problem+json")


def test_the_service_starts_while_its_store_is_away(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    with serving(f"sqlite:///{folder}/casus.db", CASUS_RETRY_AFTER="1") as base:
        code, headers = status(f"{base}/readyz")
        assert (code, headers["retry-after"]) == (503, "1")
        folder.mkdir()
        wait_for(lambda: _ready(base))


def _ready(base: str) -> bool:
    return status(f"{base}/readyz")[0] == 200


def test_an_open_stream_does_not_hold_up_a_service_that_stops(address: str) -> None:
    store, now = open_sqlite(address.removeprefix("sqlite:///")), datetime.now(UTC)
    payload: dict[str, object] = {"host": "elsewhere", "process": 1}
    running = {"kind": JobKind.DATASET, "state": JobState.RUNNING, "created_at": now, "updated_at": now}
    store.jobs().put(Job.model_validate({"id": "jb-1", "payload": payload, **running}))
    store.close()
    with serving(address, CASUS_STOP_SECONDS="50", CASUS_STREAM_PAUSE="50", CASUS_LOG_FORMAT="json") as base:
        stream = urllib.request.urlopen(f"{base}/v1/jobs/jb-1/events", timeout=WAIT)
        assert b'"running"' in stream.readline()
        stopped = time.monotonic()
    assert stream.read().endswith(b"\n\n")
    assert time.monotonic() - stopped < 25


def run(address: str, *args: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [str(CASUS), *args], capture_output=True, env=environment(address, **more), timeout=WAIT, check=False
    )


def test_a_busy_port_is_refused_in_one_line(address: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run(address, "serve", "--port", str(port))
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"casus: cannot listen on 127.0.0.1:{port}: ")
    assert done.stderr.count(b"\n") == 1


def test_a_store_that_is_away_is_one_line_and_status_3() -> None:
    done = run("bolt://127.0.0.1:1", "meetings", CASUS_NEO4J_PASSWORD="hunter2")
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.startswith(b"casus: ")
    assert done.stderr.count(b"\n") == 1
    assert b"hunter2" not in done.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "graph.example"])
def test_listening_beyond_loopback_without_a_key_is_refused(address: str, host: str) -> None:
    done = run(address, "serve", "--host", host)
    assert done.returncode == 2
    assert b"casus keys create" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_key_that_is_revoked_or_a_store_that_is_not_there_lets_nobody_listen(address: str, tmp_path: Path) -> None:
    key = run(address, "keys", "create", "--scope", "read").stdout.decode().strip()
    run(address, "keys", "revoke", key)
    for where in (address, f"sqlite:///{tmp_path / 'none.db'}"):
        assert run(where, "serve", "--host", "0.0.0.0").returncode == 2
    assert not (tmp_path / "none.db").exists()
    assert run("bolt://127.0.0.1:1", "serve", "--host", "0.0.0.0").returncode == 3


def test_with_a_key_it_listens_and_answers_whoever_has_it(address: str, tmp_path: Path) -> None:
    key = run(address, "keys", "create", "--scope", "read").stdout.decode().strip()
    with serving(address, "0.0.0.0", tmp_path / "log", CASUS_LOG_LEVEL="DEBUG") as base:
        assert status(f"{base}/v1/meetings")[0] == 401
        code, headers = status(f"{base}/v1/meetings", Authorization=f"Bearer {key}")
        assert (code, headers["ratelimit-policy"]) == (200, '"key";q=6000;w=60')
        for spelt in (key, key.replace("_", "%5f"), f"%63{key[1:]}", key[:-4]):
            for url in (f"/v1/meetings?actor={spelt}", f"/v1/actors/{spelt}", f"/healthz?x={spelt}"):
                assert status(base + url)[0] == 400
        assert status(f"{base}/v1/meetings?actor={key}", Host="evil.example")[0] == 400
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert "GET /v1/meetings" in log, "requests are logged at this level"
    assert key[23:60] not in log


def test_without_keys_it_listens_beyond_loopback_only_where_a_setting_says_so(address: str) -> None:
    """And a client's word for its own address counts only where a proxy is trusted to pass it on."""
    elsewhere = {"X-Forwarded-For": "203.0.113.9"}
    asked = {"CASUS_ALLOW_KEYLESS": "true", "CASUS_RATE_REQUESTS": "1"}
    with serving(address, "0.0.0.0", **asked) as base:
        assert [status(f"{base}/v1/meetings", **more)[0] for more in ({}, {}, elsewhere)] == [200, 429, 429]
    with serving(address, "0.0.0.0", **asked, CASUS_TRUSTED_PROXIES="127.0.0.0/8") as base:
        assert [status(f"{base}/v1/meetings", **more)[0] for more in ({}, {}, elsewhere)] == [200, 429, 200]


def test_a_store_that_can_never_be_opened_is_said_before_listening(tmp_path: Path) -> None:
    for done in (
        run("foo://x", "serve", "--port", "0"),
        run("bolt://localhost", "serve", "--port", "0", CASUS_NEO4J_PASSWORD_FILE=str(tmp_path / "none")),
    ):
        assert done.returncode == 2
        assert b"answers at" not in done.stderr
        assert done.stderr.count(b"\n") == 1


def test_a_reader_that_goes_away_ends_it_in_silence(address: str) -> None:
    command = f"'{CASUS}' events --modality occurred --modality denied --json | head -c 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        env=environment(address, PYTHONUNBUFFERED="1"),
        timeout=WAIT,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"{", b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_of_another_encoding_ends_nothing(address: str, encoding: str) -> None:
    table = run(address, "meetings", PYTHONIOENCODING=encoding)
    assert (table.returncode, table.stderr) == (0, b"")
    assert b"Sergei Ivanov" in table.stdout
    answer = run(address, "meetings", "--json", PYTHONIOENCODING=encoding)
    assert json.loads(answer.stdout.decode("utf-8"))["items"][0]["id"] == MET.id


def test_light_commands_import_nothing_heavy() -> None:
    heavy = {"fastapi", "uvicorn", "onnxruntime", "tokenizers", "numpy", "neo4j", "trafilatura", "rich"}
    script = (
        "import sys; sys.argv = ['casus', 'meetings', '--help']\n"
        "from api.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print(sorted({heavy!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=WAIT, check=True)
    assert done.stderr.strip() == "[]"
