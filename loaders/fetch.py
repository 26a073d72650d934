"""The one place that goes out to the network: an address in, a bounded body out.

A host is looked up once for each hop, every address it has must be public, and the connection goes to an address that
was checked; the name stays in Host and in the TLS handshake, so certificates are verified. Proxies of the environment
are not used: they would look the name up again.
"""

from __future__ import annotations

import ipaddress
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from email.message import Message
from socket import SOCK_STREAM, getaddrinfo
from ssl import SSLContext
from urllib.parse import quote, urljoin, urlsplit

import httpcore

from graph.errors import FetchError, FetchFailedError
from loaders.address import ascii_host, is_public, literal
from loaders.limits import Limits

Resolver = Callable[[str, int], Sequence[str]]

CONTENT_TYPES = frozenset(
    {
        "application/atom+xml",
        "application/json",
        "application/jsonl",
        "application/rdf+xml",
        "application/rss+xml",
        "application/x-ndjson",
        "application/xhtml+xml",
        "application/xml",
        "text/csv",
        "text/html",
        "text/plain",
        "text/xml",
    }
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MAX_URL_CHARS = 4_000
_HEADERS = (
    (b"User-Agent", b"Casus/0.1 (news reader)"),
    (b"Accept", ", ".join(sorted(CONTENT_TYPES)).encode()),
    (b"Accept-Encoding", b"gzip, deflate"),
    (b"Connection", b"close"),
)
_CHUNK = 64 * 2**10
_GZIP_BEGINS = 0x1F  # a gzip body may have several members (RFC 1952, 2.2), each with this first byte


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body as the server meant it, decompressed. `url` is the last hop's; `content_type` without parameters."""

    url: str
    content_type: str
    charset: str | None
    body: bytes


def resolve(host: str, port: int) -> list[str]:
    """Every address of the host, by the system's resolver. Raises OSError."""
    return [str(found[4][0]) for found in getaddrinfo(host, port, type=SOCK_STREAM)]


def fetch(url: str, limits: Limits, resolver: Resolver = resolve) -> Fetched:
    """The document at an http(s) address, redirects followed.

    Raises FetchError for what may not be fetched (code `fetch_refused`: scheme, credentials, an address that is not
    public), FetchFailedError for what gave nothing usable (`fetch_failed`: network, status, time, size, content type).
    """
    deadline = time.monotonic() + limits.fetch_seconds
    backend = _Backend(limits, resolver, deadline)
    for _ in range(limits.max_redirects + 1):
        answer = _hop(_checked(url), limits, backend, deadline)
        if isinstance(answer, Fetched):
            return answer
        url = answer
    raise FetchFailedError(f"more than {limits.max_redirects} redirects (max_redirects); give the final address")


def _checked(url: str) -> str:
    """The address in ASCII, without its fragment. Raises FetchError for what is refused unseen."""
    if len(url) > _MAX_URL_CHARS:
        raise FetchError(f"an address of {len(url):,} characters, {_MAX_URL_CHARS:,} allowed; check it")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise FetchError("no valid address; check its host and port") from error  # the error quotes passwords
    if parts.scheme not in {"http", "https"}:
        raise FetchError(f"{parts.scheme[:20] or 'no scheme'}: only http and https are fetched; give such an address")
    if "@" in parts.netloc:
        raise FetchError("user names and passwords in an address are refused; remove them")
    if not parts.hostname or port == 0:
        raise FetchError("no host in the address; check it")
    host = ascii_host(parts.hostname)
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port else "")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    return f"{parts.scheme}://{netloc}{path}" + (f"?{query}" if query else "")


def _hop(url: str, limits: Limits, backend: _Backend, deadline: float) -> Fetched | str:
    """What the address answers: a document, or where it sends us. Raises FetchError."""
    try:
        with (
            httpcore.ConnectionPool(network_backend=backend) as pool,
            pool.stream("GET", url, headers=[(b"Host", urlsplit(url).netloc.encode()), *_HEADERS]) as response,
        ):
            headers = {name.lower().decode("ascii"): value.decode(errors="replace") for name, value in response.headers}
            if response.status in _REDIRECTS and "location" in headers:
                return _joined(url, headers["location"])
            if response.status != 200:
                raise FetchFailedError(f"the server answered {response.status}; open the address in a browser")
            described = Message()
            described["Content-Type"] = headers.get("content-type", "")
            content_type = described.get_content_type() if headers.get("content-type") else "unnamed"
            if content_type not in CONTENT_TYPES:
                raise FetchFailedError(f"its content type, {content_type}, is not read; give a page, a feed or text")
            raw = _bounded(response.iter_stream(), limits.max_fetch_bytes)
            body = b"".join(_bounded(_decompressed(raw, headers.get("content-encoding", "")), limits.max_fetch_bytes))
            charset = described.get_content_charset()
            return Fetched(url, content_type, charset, body)
    except (httpcore.TimeoutException, TimeoutError) as error:
        spent = time.monotonic() >= deadline
        limit = f"{limits.fetch_seconds:g} s (fetch_seconds)" if spent else f"{_patience(error, limits)}"
        raise FetchFailedError(f"the server did not answer within {limit}; try again later") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as error:
        reason = str(error)[:200] or type(error).__name__
        raise FetchFailedError(f"no usable answer ({reason}); try again later") from error


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise FetchFailedError("it redirects to no valid address; give the final address") from error


def _patience(error: Exception, limits: Limits) -> str:
    if isinstance(error, httpcore.ConnectTimeout):
        return f"{limits.connect_seconds:g} s (connect_seconds)"
    return f"{limits.read_seconds:g} s (read_seconds)"


def _bounded(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise FetchFailedError(f"more than {limit:,} bytes (max_fetch_bytes); fetch it by hand and load the file")
        yield chunk


def _decompressed(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The body without its content encoding, in pieces of at most 64 KiB: no bomb goes off between two counts."""
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        yield from chunks
        return
    if name not in {"gzip", "x-gzip", "deflate"}:
        raise FetchFailedError(f"its compression, {name[:40]}, was not asked for and is not read; try again later")
    try:
        yield from _inflated(chunks, name)
    except zlib.error as error:
        raise FetchFailedError(f"its {name} body is broken ({error}); try again later") from error


def _inflated(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    inflate = None
    for chunk in chunks:
        while chunk:
            if inflate is None:
                inflate = _inflater(name, chunk)
            elif inflate.eof:
                if name == "deflate" or chunk[0] != _GZIP_BEGINS:
                    return  # what follows the last member is padding, as browsers take it
                inflate = _inflater(name, chunk)
            yield inflate.decompress(chunk, _CHUNK)
            chunk = inflate.unused_data if inflate.eof else inflate.unconsumed_tail  # noqa: PLW2901 - what is left
    while inflate is not None and not inflate.eof and (rest := inflate.decompress(b"", _CHUNK)):
        yield rest
    if inflate is not None and not inflate.eof:
        raise FetchFailedError(f"its {name} body ends too early; try again later")


def _inflater(name: str, begins: bytes) -> zlib._Decompress:
    """Some servers send deflate without the zlib header that RFC 9110 (8.4.1.2) asks for."""
    bare = name == "deflate" and begins[0] & 0x0F != zlib.DEFLATED
    return zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS | 32)


class _Backend(httpcore.SyncBackend):
    """Connects to addresses that were checked, and ends everything at the deadline."""

    def __init__(self, limits: Limits, resolver: Resolver, deadline: float) -> None:
        super().__init__()
        self._limits = limits
        self._resolver = resolver
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - connect_seconds and the deadline decide
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failed: Exception | None = None
        for address in self._addresses(host, port):
            patience = min(self._limits.connect_seconds, max(self._deadline - time.monotonic(), 0.001))
            try:
                stream = super().connect_tcp(address, port, patience, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Stream(stream, self._limits, self._deadline)
        raise failed or FetchFailedError(f"{host} has no address; check the name")

    def _addresses(self, host: str, port: int) -> list[str]:
        """The host's addresses, every one of them allowed. Raises FetchError."""
        spelled = literal(host.strip("[]"))
        found = [str(spelled)] if spelled else self._looked_up(host, port)
        if not self._limits.allow_private_addresses:
            for address in found:
                if "%" in address or not is_public(ipaddress.ip_address(address)):
                    raise FetchError(
                        f"{host} is at {address}, which is not public; allow_private_addresses permits such addresses"
                    )
        return list(dict.fromkeys(found))

    def _looked_up(self, host: str, port: int) -> Sequence[str]:
        """What the resolver says, within connect_seconds: the system's cannot be interrupted, only left behind."""
        found: list[str] = []
        errors: list[Exception] = []

        def look_up() -> None:
            try:
                found.extend(self._resolver(host, port))
            except (OSError, UnicodeError) as error:
                errors.append(error)

        thread = threading.Thread(target=look_up, daemon=True)
        thread.start()
        thread.join(self._limits.connect_seconds)
        if thread.is_alive():
            raise httpcore.ConnectTimeout("looking the name up took too long")
        if errors or not found:
            raise FetchFailedError(f"{host} has no address; check the name")
        return found


class _Stream(httpcore.NetworkStream):
    """A connection on which no step takes longer than read_seconds or goes beyond the deadline, headers included."""

    def __init__(self, stream: httpcore.NetworkStream, limits: Limits, deadline: float) -> None:
        self._stream = stream
        self._limits = limits
        self._deadline = deadline

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the deadline has passed")
        return min(left, self._limits.read_seconds)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the deadline decides
        return self._stream.read(max_bytes, self._left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._left())
        return _Stream(stream, self._limits, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)
