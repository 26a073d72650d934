"""The first to see a request and the last to see its answer: names it, times it, counts it, logs it."""

from __future__ import annotations

import logging
import time
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import request_id
from api.metrics import Metrics

log = logging.getLogger("casus.requests")
PREFIX = "/v1"
# Asked every few seconds by whoever watches the service: of interest only to who looks closely.
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
_PATH_CHARS = 200


class Observer:
    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = time.perf_counter(), 0
        name = request_id.begin(Headers(scope=scope).get(request_id.HEADER))

        async def named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[request_id.HEADER] = name
                status = message["status"]
                self._tell(scope, status, time.perf_counter() - started)
            await send(message)

        try:
            await self.app(scope, receive, named)
        except Exception:
            if not status:
                self._tell(scope, 500, time.perf_counter() - started)
            raise

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        route = template(scope)
        self.metrics.answered(scope["method"], route, status, seconds)
        method = scope["method"][:20]
        # Never the query: what is asked for is the client's own affair. Quoted, so that no path begins a new line.
        path = quote(scope["path"], errors="replace")[:_PATH_CHARS]
        told = {"method": method, "path": path, "route": route, "status": status, "seconds": round(seconds, 6)}
        level = logging.DEBUG if scope["path"] in _QUIET else logging.INFO
        log.log(level, "%s %s %d in %.1f ms", method, path, status, seconds * 1000, extra=told)


def template(scope: Scope) -> str | None:
    """The address of the route that a request took, as `/v1/events/{event_id}`; None where there is none."""
    route = scope.get("route")
    if route is None:
        return None
    path: str = route.path
    versioned = scope["path"].startswith(f"{PREFIX}/") and not path.startswith(f"{PREFIX}/")
    return f"{PREFIX}{path}" if versioned else path
