"""What every request passes first: no key in its address, a host name that we know, a bounded body, and headers that
bind the browser."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.headers import SECURITY_HEADERS
from api.problems import respond
from api.tokens import in_address, redact


def host_name(header: str) -> str:
    """The name in a Host header, without its port: `[::1]:80` is `[::1]`."""
    name = header.strip().lower()
    end = name.rfind("]") if name.startswith("[") else -1
    return name[: end + 1] if end > 0 else name.partition(":")[0]


def _address_refusal(scope: Scope) -> Response | None:
    if not in_address(scope["path"], scope["query_string"].decode("latin-1")):
        return None
    # Whatever writes this request down from here on has nothing to write.
    scope["path"], scope["raw_path"], scope["query_string"] = redact(scope["path"]), b"", b""
    detail = "keys do not belong into addresses, which are kept in logs and histories; send a header, revoke this key"
    return respond(scope["path"], 400, "key_in_address", detail)


class Guard:
    """A page elsewhere whose name is rebound to this machine still sends its own name: it is refused (400)."""

    def __init__(self, app: ASGIApp, allowed_hosts: Sequence[str], body_bytes: int) -> None:
        self.app = app
        self.allowed = frozenset(name.lower() for name in allowed_hosts)
        self.body_bytes = body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        seen = 0

        async def bounded() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.body_bytes:
                raise HTTPException(413, self._too_large())
            return message

        async def bound(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = _address_refusal(scope) or self._refusal(Headers(scope=scope), scope["path"])
        await (refusal(scope, receive, bound) if refusal else self.app(scope, bounded, bound))

    def _refusal(self, headers: Headers, path: str) -> Response | None:
        if "*" not in self.allowed and host_name(headers.get("host", "")) not in self.allowed:
            return respond(path, 400, "unknown_host", "this host name is not served; see CASUS_ALLOWED_HOSTS")
        declared = headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > self.body_bytes:
            return respond(path, 413, "over_limit", self._too_large())
        return None

    def _too_large(self) -> str:
        return f"the body is over {self.body_bytes} bytes (CASUS_BODY_BYTES); send less"
