"""Which addresses are public."""

from __future__ import annotations

import ipaddress

import pytest

from graph.errors import FetchError
from loaders.address import ascii_host, is_public, literal, without_credentials

PRIVATE = """
0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8
192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1
255.255.255.255 :: ::1 ::7f00:1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 ::ffff:169.254.169.254 64:ff9b::10.0.0.1
64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001::1 2001:2::1 2001:db8::1 3fff::1 2002:7f00:1:: 2002:0808:0808::
fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1
""".split()
PUBLIC = """
1.1.1.1 8.8.8.8 93.184.216.34 2606:4700:4700::1111 2a00:1450:4009:81f::200e ::ffff:8.8.8.8 64:ff9b::8.8.8.8
""".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_the_public_internet_is_refused(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_the_public_internet_is_allowed(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0x7f000001", "127.0.0.01"])
def test_an_address_in_disguise_is_refused(host: str) -> None:
    with pytest.raises(FetchError, match="disguise"):
        literal(host)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://user:secret@news.example/a", "https://news.example/a"),
        ("HTTP://secret@news.example", "HTTP://news.example"),
        ("http://user:secret@more@news.example:80/a@b", "http://news.example:80/a@b"),
        ("http://user:sec/ret@news.example/", "http://news.example/"),
        ("http://user:s?ecret#@news.example/", "http://news.example/"),
        ("http://user:\nsecret@news.example/", "http://news.example/"),
        ("https://news.example/@desk?to=a@b", "https://news.example/@desk?to=a@b"),
        ("https://news.example:8443/@desk", "https://news.example:8443/@desk"),
        ("http://[::1]:80/@desk", "http://[::1]:80/@desk"),
        ("http://[::1]/@desk", "http://[::1]/@desk"),
        ("news/a@b.txt", "news/a@b.txt"),
    ],
)
def test_an_address_is_shown_without_its_password(url: str, shown: str) -> None:
    assert without_credentials(url) == shown


def test_hosts_are_compared_in_ascii() -> None:
    assert ascii_host("BÜCHER.example.") == "xn--bcher-kva.example"
    assert ascii_host("１２７.0.0.1") == "127.0.0.1"
    for host in ("", ".", "a" * 64 + ".example", "a b", "a\\b", "a%00b", "..", "fe80::1%eth0"):
        with pytest.raises(FetchError):
            ascii_host(host)
