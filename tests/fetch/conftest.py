"""A server on loopback that misbehaves on request."""

from __future__ import annotations

import gzip
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

PAGE = b"<html><body><p>The envoys met on Monday.</p></body></html>"
ITEM = b"<item><description>They met.</description></item>"
FEED = b"<rss version='2.0'><channel><title>Lantern</title>" + ITEM + b"</channel></rss>"


@dataclass
class Site:
    """The server's port, and what it was asked: (path, headers in lower case)."""

    port: int
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


class Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        name = self.path.strip("/").partition("/")[0].partition("?")[0]
        try:
            getattr(self, f"_{name}", self._page)()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the client had enough, as it should

    def _answer(self, body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _page(self) -> None:
        self._answer(PAGE)

    def _feed(self) -> None:
        self._answer(FEED, "application/rss+xml")

    def _missing(self) -> None:
        self._answer(PAGE, status=404)

    def _image(self) -> None:
        self._answer(b"GIF89a", "image/gif")

    def _untyped(self) -> None:
        self._answer(PAGE, "")

    def _latin(self) -> None:
        self._answer("The café closed on Monday.".encode("latin-1"), 'text/plain; charset="ISO-8859-1"')

    def _gzip(self) -> None:
        self._answer(gzip.compress(PAGE), Content_Encoding="gzip")

    def _members(self) -> None:
        half = len(PAGE) // 2
        self._answer(gzip.compress(PAGE[:half]), Content_Encoding="gzip")
        for rest in (gzip.compress(b""), gzip.compress(PAGE[half:])):
            for byte in rest:  # a member may begin and end anywhere in what is received
                self.wfile.write(bytes([byte]))
                self.wfile.flush()

    def _padded(self) -> None:
        self._answer(gzip.compress(PAGE) + bytes(512), Content_Encoding="gzip")

    def _many(self) -> None:
        self._answer(gzip.compress(bytes(2**16)) * 20, Content_Encoding="gzip")

    def _unfinished(self) -> None:
        self._answer(gzip.compress(PAGE) + gzip.compress(PAGE)[:-12], Content_Encoding="gzip")

    def _deflate(self) -> None:
        self._answer(zlib.compress(PAGE), Content_Encoding="deflate")

    def _bare(self) -> None:
        packer = zlib.compressobj(wbits=-15)
        self._answer(packer.compress(PAGE * 5_000) + packer.flush(), Content_Encoding="deflate")

    def _bomb(self) -> None:
        packer = zlib.compressobj(9, wbits=31)
        body = b"".join(packer.compress(bytes(2**20)) for _ in range(20)) + packer.flush()
        self._answer(body, Content_Encoding="gzip")

    def _torn(self) -> None:
        self._answer(gzip.compress(PAGE)[:-12], Content_Encoding="gzip")

    def _false(self) -> None:
        self._answer(PAGE, Content_Encoding="gzip")

    def _brotli(self) -> None:
        self._answer(PAGE, Content_Encoding="br")

    def _hop(self) -> None:
        left = int(self.path.rsplit("/", 1)[1])
        self._answer(b"", status=302, Location=f"/hop/{left - 1}" if left else "/page")

    def _to(self) -> None:
        self._answer(b"", status=307, Location=self.path.partition("?")[2])

    def _endless(self) -> None:
        self._answer(b"")
        while True:
            self.wfile.write(bytes(2**16))

    def _silent(self) -> None:
        time.sleep(3)

    def _drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        for _ in range(60):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)

    def _garbage(self) -> None:
        self.wfile.write(b"\x00\xff not HTTP at all\r\n\r\n")

    def log_message(self, *_: Any) -> None:
        """Silence: what was asked is in the Site."""


@pytest.fixture
def site() -> Iterator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Handler,), {}))
    server.daemon_threads = True
    site = Site(server.server_address[1])
    server.RequestHandlerClass.site = site
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()
