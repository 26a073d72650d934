"""Whoever sends slowly, sends half, or takes nothing costs a connection for a bounded time, and others nothing."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.responses import StreamingResponse

from api.app import create_app
from api.settings import Settings
from tests.api.server import served
from tests.api.waiting import DEADLINE, wait_for

SECONDS = 0.5
HEAD = b"POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n"


@pytest.fixture
def hasty(settings: Settings) -> Settings:
    return settings.model_copy(update={"request_seconds": SECONDS})


@pytest.fixture
def port(hasty: Settings) -> Iterator[int]:
    with served(create_app(hasty), hasty) as port:
        yield port


def connected(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port))
    connection.settimeout(DEADLINE)
    return connection


def ended(connection: socket.socket) -> bool:
    """Whether the service hangs up without an answer; waits for it."""
    try:
        return connection.recv(1000) == b""
    except ConnectionResetError:
        return True


def status(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize(
    "sent", [b"", b"GET /healthz HTTP/1.1\r\nHost: local", HEAD + b"\r\n", HEAD + b'\r\n{"text": ']
)
def test_what_never_comes_whole_is_hung_up_on(port: int, sent: bytes) -> None:
    with connected(port) as connection:
        connection.sendall(sent)
        begun = time.monotonic()
        assert ended(connection)
        assert time.monotonic() - begun < DEADLINE / 2
    assert status(port) == 200


@pytest.mark.parametrize("start", [b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: ", HEAD + b"\r\n"])
def test_a_byte_now_and_then_buys_no_time(port: int, start: bytes) -> None:
    with connected(port) as connection:
        connection.sendall(start)
        stop = threading.Event()

        def drip() -> None:
            while not stop.wait(SECONDS / 10):
                try:
                    connection.sendall(b" ")
                except OSError:
                    return

        dripping = threading.Thread(target=drip)
        dripping.start()
        try:
            assert ended(connection)
        finally:
            stop.set()
            dripping.join()


def test_many_slow_clients_hold_up_nobody_else(port: int) -> None:
    slow = [connected(port) for _ in range(100)]
    try:
        for connection in slow:
            connection.sendall(HEAD)
        assert status(port) == 200
        assert all(ended(connection) for connection in slow)
    finally:
        for connection in slow:
            connection.close()


def test_over_so_many_connections_requests_are_refused_until_some_end(hasty: Settings) -> None:
    few = hasty.model_copy(update={"connections": 4})
    with served(create_app(few), few) as port:
        held = [connected(port) for _ in range(4)]
        wait_for(lambda: status(port) == 503)
        assert all(ended(connection) for connection in held)
        wait_for(lambda: status(port) == 200)
        for connection in held:
            connection.close()


def test_a_connection_may_stay_for_many_requests(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE)
    for _ in range(4):
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        assert (answer.status, bool(answer.read())) == (200, True)
        time.sleep(SECONDS / 2)
    connection.close()


def test_an_answer_that_takes_long_is_not_cut_off(hasty: Settings) -> None:
    app = create_app(hasty)

    @app.get("/slow")
    def slow() -> str:
        time.sleep(SECONDS * 2)
        return "done"

    with served(app, hasty) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE)
        connection.request("GET", "/slow")
        assert connection.getresponse().read() == b'"done"'
        connection.close()


def test_a_client_that_takes_nothing_of_a_long_answer_is_hung_up_on(hasty: Settings) -> None:
    app, told = create_app(hasty), threading.Event()
    _endless(app, told)
    with served(app, hasty) as port, connected(port) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(b"GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert told.wait(DEADLINE)
        assert status(port) == 200


def _endless(app: FastAPI, told: threading.Event) -> None:
    """An answer without an end; `told` once the service has given it up."""

    def chunks() -> Iterator[bytes]:
        while True:
            yield b"x" * 100_000

    class Given(StreamingResponse):
        async def __call__(self, *given: object) -> None:
            try:
                await super().__call__(*given)  # type: ignore[arg-type]
            finally:
                told.set()

    @app.get("/endless")
    def endless() -> Given:
        return Given(chunks())
