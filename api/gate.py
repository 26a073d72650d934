"""Where keys are looked at and requests are counted, before anything else is done for them."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import answer
from api.rates import Policy, Rates, Standing
from api.ring import Granted, Ring
from api.settings import Settings
from graph.errors import CasusError, RateError, StoreError, UnauthorizedError

# Whether the service lives, and what it is: they cost nothing.
_FREE = frozenset({"/", "/healthz", "/openapi.json", "/docs"})
_PAGES = ("/docs/", "/explorer/")
# They ask the store, and must answer while it is away, and its keys with it.
_WATCHED = frozenset({"/readyz", "/metrics"})
_HOST_CHARS = 64  # a proxy may pass on whatever a client wrote
CARRIERS = ("authorization", "x-api-key")


def is_open(path: str) -> bool:
    """Whether no key is ever wanted there."""
    return _is_free(path) or path in _WATCHED


def _is_free(path: str) -> bool:
    return path in _FREE or path.startswith(_PAGES)


def shown(headers: Headers) -> str | None:
    """The key that a request shows. Raises UnauthorizedError for several, or for another kind of authorization."""
    found = {value.strip() for value in headers.getlist("x-api-key")}
    for value in headers.getlist("authorization"):
        scheme, _, token = value.strip().partition(" ")
        if scheme.lower() != "bearer":
            raise UnauthorizedError("this service knows no such authorization; send `Authorization: Bearer KEY`")
        found.add(token.strip())
    if len(found) > 1:
        raise UnauthorizedError("the request shows two keys; send one")
    return found.pop() if found else None


def neighbourhood(scope: Scope) -> str:
    """The client's address; of IPv6 the /64 that one subscriber holds."""
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host[:_HOST_CHARS]
    if isinstance(address, ipaddress.IPv6Address):
        return str(address.ipv4_mapped or ipaddress.ip_network((int(address) >> 64 << 64, 64)))
    return str(address)


class Gate:
    """Puts `granted` into the request's state, and the client's standing into the answer's headers.

    A good key has a quota of its own, requests without one share their address's. An address that has shown too many
    bad keys is refused before the next is looked at.
    """

    def __init__(self, app: ASGIApp, ring: Ring, settings: Settings) -> None:
        self.app = app
        self._ring = ring
        self._retry_after = settings.retry_after
        seconds, clients = settings.rate_seconds, settings.rate_clients
        self._keys = Rates(Policy("key", settings.rate_requests, seconds), clients)
        self._addresses = Rates(Policy("address", settings.rate_requests, seconds), clients)
        self._refused = Rates(Policy("refused", settings.rate_refused, seconds), clients)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _is_free(scope["path"]):
            await self.app(scope, receive, send)
            return
        standing, verdict = await self._admit(scope)

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and standing is not None:
                headers = MutableHeaders(scope=message)
                for name, value in standing.headers().items():
                    headers[name] = value
            await send(message)

        if isinstance(verdict, CasusError):
            after = standing.wait if standing is not None and isinstance(verdict, RateError) else self._retry_after
            refusal = answer(verdict, scope["method"], scope["path"], after)
            await refusal(scope, receive, told)
            return
        scope.setdefault("state", {})["granted"] = verdict
        await self.app(scope, receive, told)

    async def _admit(self, scope: Scope) -> tuple[Standing | None, Granted | CasusError]:
        """Where the client stands, and what it may do, or why nothing."""
        here, headers = neighbourhood(scope), Headers(scope=scope)
        if is_open(scope["path"]):
            taken, standing = self._addresses.take(here)
            return standing, Granted(None, ()) if taken else _too_many(standing)
        bare = not any(name in headers for name in CARRIERS)
        if not bare and (standing := self._refused.look(here)).wait:
            return standing, _too_many(standing)
        try:
            if self._ring.stale():
                await run_in_threadpool(self._ring.refresh)
            granted = self._ring.admit(shown(headers), datetime.now(UTC))
        except StoreError as error:
            return None, error
        except UnauthorizedError as error:
            taken, standing = (self._addresses if bare else self._refused).take(here)
            return standing, error if taken else _too_many(standing)
        taken, standing = self._keys.take(granted.key) if granted.key else self._addresses.take(here)
        return standing, granted if taken else _too_many(standing)


def _too_many(standing: Standing) -> RateError:
    policy = standing.policy
    return RateError(f"more than {policy.quota} requests in {policy.seconds} s; wait {standing.wait} s")
