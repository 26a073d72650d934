"""casus serve: the API and its documentation."""

from __future__ import annotations

import contextlib
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands import options as o

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from api.settings import Settings

BACKLOG = 128


def serve(
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on (or CASUS_HOST).")] = None,
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one (or CASUS_PORT).")
    ] = None,
    store: o.StoreAddress = None,
) -> None:
    """Answer questions over HTTP until Ctrl-C. Listens on loopback alone unless the store has a key (casus keys)."""
    from api import logs
    from api.settings import settings
    from api.stores import check_configured

    changed = {"host": host, "port": port, "store": store}
    chosen = settings().model_copy(update={name: value for name, value in changed.items() if value is not None})
    check_configured(chosen)
    if chosen.beyond_loopback() and not chosen.allow_keyless:
        require_key(chosen)
    listening = listen(chosen)
    logs.configure(chosen.log_level, chosen.log_format)
    _run(chosen, listening)


def require_key(settings: Settings) -> None:
    """Raise InputError where the store has no live key, StoreError where it cannot be asked."""
    from contextlib import closing
    from datetime import UTC, datetime

    from api.stores import open_ready
    from graph.addresses import sqlite_file
    from graph.errors import InputError

    file, now = sqlite_file(settings.store), datetime.now(UTC)
    if file is None or file.exists():
        with closing(open_ready(settings)) as store:
            if any(key.lives(now) for key in store.keys().all()):
                return
    raise InputError(
        f"other machines can reach {settings.host} and there is no live key; make one with `casus keys create`, "
        "listen on 127.0.0.1, or set CASUS_ALLOW_KEYLESS=true behind a proxy that authenticates"
    )


def listen(settings: Settings) -> socket.socket:
    """A bound socket. Raises InputError for an address that cannot be had."""
    from graph.errors import InputError

    where = f"{settings.host}:{settings.port}"
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Head and body are two writes: with Nagle's algorithm the second waits 40 ms for the client's delayed ACK.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise InputError(
            f"cannot listen on {where}: {error.strerror or error}; stop what uses it, or choose another with --port"
        ) from error
    return listening


def configured(app: FastAPI, settings: Settings) -> uvicorn.Config:
    """How uvicorn serves the application."""
    import uvicorn

    from api.patience import patient

    return uvicorn.Config(
        app,
        http=patient(settings.request_seconds),
        limit_concurrency=settings.connections,
        log_config=None,
        access_log=False,  # api/observer.py has more to say
        log_level=settings.log_level.lower(),
        server_header=False,
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_graceful_shutdown=max(1, round(settings.stop_seconds)),
    )


def _run(settings: Settings, listening: socket.socket) -> None:
    import uvicorn

    from api.app import create_app
    from api.commands.output import say

    class Announced(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            name = f"[{settings.host}]" if ":" in settings.host else settings.host
            say(f"answers at http://{name}:{listening.getsockname()[1]}/docs (Ctrl-C stops)")

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            app.state.streams.close()
            await super().shutdown(sockets)

    app = create_app(settings)
    # uvicorn raises Ctrl-C again once everything is closed: then it was the way to stop, not a failure.
    with contextlib.suppress(KeyboardInterrupt):
        Announced(configured(app, settings)).run(sockets=[listening])
