"""Web addresses: which hosts may be connected to (the public ones), and what of an address may be shown."""

from __future__ import annotations

import ipaddress
import re
import socket

from graph.errors import FetchError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: what an IPv6-only network makes of IPv4 addresses
# Refused by name, for Pythons disagree about them: the tables behind is_global have changed between patch releases.
_SPECIAL = (
    ipaddress.IPv4Network("192.0.0.0/24"),  # IETF protocol assignments, RFC 6890
    ipaddress.IPv4Network("192.88.99.0/24"),  # 6to4 relays, RFC 7526
    ipaddress.IPv6Network("2001::/23"),  # IETF protocol assignments, Teredo among them
    ipaddress.IPv6Network("2002::/16"),  # 6to4, RFC 3056: carries any IPv4 address
    ipaddress.IPv6Network("3fff::/20"),  # documentation, RFC 9637
)
# User and password end at the authority's last @. Where what follows the first colon is no port, the password itself
# may hold a slash that should have been escaped: then all to the address's last @ goes.
_CREDENTIALS = re.compile(r"://(?:[^/?#]*@|[^/?#@\[:]*:(?!\d*(?:[/?#]|$)).*@)", re.DOTALL)


def without_credentials(url: str) -> str:
    """The address as it may be shown, logged and kept: without the user and password before its host.

    >>> without_credentials("https://user:secret@news.example/@desk")
    'https://news.example/@desk'
    """
    return _CREDENTIALS.sub("://", url, count=1)


def is_public(address: IPAddress) -> bool:
    """Whether the address belongs to the public internet, as does the IPv4 address that an IPv6 one may carry.

    IANA's special-purpose registries (RFC 6890), multicast, 6to4 and Teredo are refused.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
        if address not in _GLOBAL_UNICAST:
            return False
    if any(address in network for network in _SPECIAL):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def literal(host: str) -> IPAddress | None:
    """The address that `host` spells, None for a name. Raises FetchError for disguises (0x7f.1, 2130706433)."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        socket.inet_aton(host)
    except (OSError, UnicodeError):
        return None
    raise FetchError(f"{host}: an address in disguise; write it as four decimal numbers")


def ascii_host(host: str) -> str:
    """The host in ASCII, lower case, without a final dot: names in other scripts as IDNA. Raises FetchError."""
    try:
        ascii_name = host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise FetchError(f"{host[:80]!r} is no host name; check the address") from error
    if not ascii_name or not all(char.isalnum() or char in "-._:" for char in ascii_name):
        raise FetchError(f"{host[:80]!r} is no host name; check the address")
    return ascii_name
