"""Fetching: what is refused, what is given up, and what comes back."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Sequence
from http.server import HTTPServer
from pathlib import Path

import pytest

from graph.errors import FetchError, FetchFailedError
from loaders.article import RawArticle, Rejection
from loaders.fetch import Fetched, fetch
from loaders.limits import Limits
from loaders.readers import read_inputs
from tests.fetch.conftest import PAGE, Handler, Site

OPEN = Limits(allow_private_addresses=True)
QUICK = Limits(allow_private_addresses=True, connect_seconds=0.5, read_seconds=0.3, fetch_seconds=1.0)


class Names:
    """A resolver that knows what it is told, and remembers how often it was asked."""

    def __init__(self, **known: Sequence[str]) -> None:
        self.known = {name.replace("_", "."): addresses for name, addresses in known.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, _port: int) -> Sequence[str]:
        self.asked.append(host)
        if host not in self.known:
            raise OSError("no such name")
        return self.known[host]


def test_a_page_comes_with_its_address_type_and_charset(site: Site) -> None:
    assert fetch(site.at("/page#top"), OPEN) == Fetched(site.at("/page"), "text/html", "utf-8", PAGE)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("file:///etc/passwd", "only http"),
        ("ftp://x.example/", "only http"),
        ("gopher://127.0.0.1:70/", "only http"),
        ("//x.example/", "only http"),
        ("http://user:secret@x.example/", "passwords"),
        ("http://x.example@127.0.0.1/", "passwords"),
        ("http://user:secret", "valid"),
        ("http://user:secret/@x.example/", "valid"),
        ("http://user:secret\N{FULLWIDTH COMMERCIAL AT}x.example/", "valid"),
        ("http:///path", "no host"),
        ("http://x.example:0/", "no host"),
        ("http://x.example:99999/", "valid"),
        ("http://[::1", "valid"),
        ("http://" + "a" * 5_000, "characters"),
        ("http://127.0.0.1/", "not public"),
        ("http://[::1]/", "not public"),
        ("http://[::ffff:10.0.0.1]/", "not public"),
        ("http://169.254.169.254/latest/meta-data/", "not public"),
        ("http://0.0.0.0:8000/", "not public"),
        ("http://2130706433/", "disguise"),
        ("http://0x7f.1/", "disguise"),
        ("http://0177.0.0.1/", "disguise"),
        ("http://127.0.0.1./", "not public"),
        ("http://１２７.0.0.1/", "not public"),
        ("http://intranet.example/", "not public"),
        ("http://INTRANET.example./", "not public"),
        ("http://mixed.example/", "not public"),
        ("https://intranet.example/", "not public"),
        ("http://scoped.example/", "not public"),
    ],
)
def test_what_may_not_be_fetched_is_refused(url: str, says: str) -> None:
    names = Names(
        intranet_example=["10.1.2.3"],
        mixed_example=["93.184.216.34", "192.168.0.1"],
        scoped_example=["fe80::1%lo"],
    )
    with pytest.raises(FetchError, match=says) as caught:
        fetch(url, Limits(), names)
    assert caught.value.code == "fetch_refused"
    assert "secret" not in str(caught.value)


def test_a_redirect_to_a_private_address_is_refused_before_it_is_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_this_site(address: object) -> bool:  # loopback stands for the public internet, the rest stays as it is
        return str(address) == "127.0.0.1"

    monkeypatch.setattr("loaders.fetch.is_public", only_this_site)
    names = Names(news_example=["127.0.0.1"], inside_example=["127.0.0.2"])
    targets = (site.at("/page", "inside.example"), site.at("/page", "127.0.0.2"), "file:///etc/passwd")
    for target in (*targets, site.at("/page", "user:secret@news.example")):
        with pytest.raises(FetchError) as caught:
            fetch(site.at(f"/to?{target}", "news.example"), Limits(), names)
        assert caught.value.code == "fetch_refused"
        assert "secret" not in str(caught.value)
    assert [path for path, _ in site.asked if path == "/page"] == []


def test_a_name_is_looked_up_once_a_hop_and_the_connection_goes_where_it_was_checked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: a second look-up could answer something else, so there is none."""
    monkeypatch.setattr("loaders.fetch.is_public", lambda address: str(address) == "127.0.0.1")
    names = Names(news_example=["127.0.0.1"])
    assert fetch(site.at("/page", "news.example"), Limits(), names).body == PAGE
    assert names.asked == ["news.example"]
    [(_, headers)] = site.asked
    assert headers["host"] == f"news.example:{site.port}"


def test_the_next_address_is_tried_when_the_first_does_not_answer(site: Site) -> None:
    names = Names(news_example=["127.0.0.3", "127.0.0.1"])
    assert fetch(site.at("/page", "news.example"), OPEN, names).body == PAGE


def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch(site.at("/page"), OPEN).body == PAGE


def test_redirects_are_followed_up_to_the_limit(site: Site) -> None:
    assert fetch(site.at("/hop/2"), OPEN).url == site.at("/page")
    with pytest.raises(FetchFailedError, match="max_redirects"):
        fetch(site.at("/hop/3"), OPEN)


@pytest.mark.parametrize("path", ["/gzip", "/members", "/padded", "/deflate"])
def test_compressed_pages_are_unpacked(site: Site, path: str) -> None:
    assert fetch(site.at(path), OPEN).body == PAGE


def test_deflate_without_its_header_is_unpacked(site: Site) -> None:
    assert fetch(site.at("/bare"), OPEN).body == PAGE * 5_000


def test_addresses_in_other_scripts_are_sent_in_ascii(site: Site) -> None:
    names = Names(**{"xn--bcher-kva_example": ["127.0.0.1"]})
    fetch(site.at("/page/é b?q=ü&a=%20", "bücher.example"), OPEN, names)
    [(path, headers)] = site.asked
    assert path == "/page/%C3%A9%20b?q=%C3%BC&a=%20"
    assert headers["host"].startswith("xn--bcher-kva.example")
    assert "cookie" not in headers
    assert "authorization" not in headers


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/missing", "404"),
        ("/image", "image/gif"),
        ("/untyped", "unnamed"),
        ("/bomb", "max_fetch_bytes"),
        ("/endless", "max_fetch_bytes"),
        ("/many", "max_fetch_bytes"),
        ("/torn", "too early"),
        ("/unfinished", "too early"),
        ("/false", "broken"),
        ("/brotli", "br"),
        ("/garbage", "no usable answer"),
        ("/silent", "read_seconds"),
        ("/drip", "fetch_seconds"),
        ("/to?http://[", "redirects"),
        ("/to?//secret]x.example/", "redirects"),
    ],
)
def test_what_gives_nothing_usable_is_given_up_in_one_line(site: Site, path: str, says: str) -> None:
    limits = Limits(
        allow_private_addresses=True, read_seconds=0.5, fetch_seconds=1.0, max_fetch_bytes=2**20, connect_seconds=0.5
    )
    with pytest.raises(FetchFailedError, match=says) as caught:
        fetch(site.at(path), limits)
    assert "\n" not in str(caught.value)


def test_a_host_that_cannot_be_reached_is_given_up(site: Site) -> None:
    with pytest.raises(FetchFailedError, match="no address"):
        fetch("http://nowhere.example/", QUICK, Names())
    with pytest.raises(FetchFailedError, match="no usable answer"):
        fetch("http://127.0.0.1:9/", QUICK)


def test_a_resolver_that_never_answers_is_left_behind() -> None:
    answered = threading.Event()

    def stuck(host: str, port: int) -> list[str]:
        answered.wait(10)
        return []

    with pytest.raises(FetchFailedError, match="connect_seconds"):
        fetch("http://slow.example/", QUICK, stuck)
    answered.set()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl command to make a certificate")
def test_a_certificate_is_asked_for_and_checked_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=news.example"),
            *("-addext", "subjectAltName=DNS:news.example", "-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    asked: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    context.sni_callback = lambda _, name, __: asked.append(name)

    class Quiet(HTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that refuses the certificate ends the connection: no news."""

    server = Quiet(("127.0.0.1", 0), type("Handler", (Handler,), {}))
    port = server.server_address[1]
    server.RequestHandlerClass.site = Site(port)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    names = Names(news_example=["127.0.0.1"], other_example=["127.0.0.1"])
    try:
        with pytest.raises(FetchFailedError, match="certificate"):
            fetch(f"https://news.example:{port}/page", OPEN, names)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert fetch(f"https://news.example:{port}/page", OPEN, names).body == PAGE
        with pytest.raises(FetchFailedError, match="certificate"):
            fetch(f"https://other.example:{port}/page", OPEN, names)
    finally:
        server.shutdown()
        server.server_close()
    assert asked == ["news.example", "news.example", "other.example"]


def test_addresses_are_read_by_their_content_and_bad_ones_are_rejections(site: Site) -> None:
    inputs = [site.at(path) for path in ("/page", "/feed", "/latin", "/missing", "/to?http://10.0.0.1:1/")]
    found = list(read_inputs([*inputs, "http://192.168.1.1/"], QUICK))
    articles = [one for one in found if isinstance(one, RawArticle)]
    assert [one.text for one in articles] == ["The envoys met on Monday.", "They met.", "The café closed on Monday."]
    assert [one.url for one in articles][:1] == [site.at("/page")]
    [refused] = read_inputs([site.at("/page")], Limits())
    assert isinstance(refused, Rejection)
    assert (refused.where, refused.code) == (site.at("/page"), "fetch_refused")
    assert [one.code for one in found if isinstance(one, Rejection)] == ["fetch_failed"] * 3


@pytest.mark.parametrize("url", ["http://zoe:hush@x.example/a", "http://zoe:hu/hush@x.example/", "x://:hush@x"])
def test_a_password_in_an_address_is_neither_used_nor_repeated(
    url: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    [refused] = read_inputs([url], Limits())
    assert isinstance(refused, Rejection)
    assert refused.code == "fetch_refused"

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("loaders.readers.inputs.fetch", fail)
    [failed] = read_inputs([url], Limits())
    assert "x" in failed.where
    assert "failed" in caplog.text
    assert not any(word in f"{refused}{failed}{caplog.text}" for word in ("hush", "zoe"))


def test_the_deadline_covers_all_redirects(site: Site) -> None:
    with pytest.raises(FetchFailedError, match="fetch_seconds"):
        fetch(site.at(f"/to?{site.at('/drip')}"), QUICK)
    assert [path.partition("?")[0] for path, _ in site.asked] == ["/to", "/drip"]
