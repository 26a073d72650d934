"""casus serve: the API and its documentation."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands import options as o

if TYPE_CHECKING:
    from api.settings import Settings

BACKLOG = 128


def serve(
    host: Annotated[str | None, typer.Option("--host", help="Address to listen on (or CASUS_HOST).")] = None,
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one (or CASUS_PORT).")
    ] = None,
    store: o.StoreAddress = None,
) -> None:
    """Answer questions over HTTP until Ctrl-C. Listens on loopback unless CASUS_ALLOW_REMOTE is set."""
    from api import logs
    from api.settings import settings
    from api.stores import check_configured

    changed = {"host": host, "port": port, "store": store}
    configured = settings().model_copy(update={name: value for name, value in changed.items() if value is not None})
    check_configured(configured)
    listening = listen(configured)
    logs.configure(configured.log_level, configured.log_format)
    _run(configured, listening)


def listen(settings: Settings) -> socket.socket:
    """A bound socket. Raises InputError for a busy port, or an address beyond loopback that is not allowed."""
    from graph.errors import InputError

    where = f"{settings.host}:{settings.port}"
    if not settings.allow_remote and not _loopback(settings.host):
        raise InputError(
            f"{where} is reachable from other machines and there are no API keys yet; "
            "listen on 127.0.0.1, or put a proxy in front and set CASUS_ALLOW_REMOTE=true"
        )
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


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


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
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,  # api/observer.py has more to say
        log_level=settings.log_level.lower(),
        server_header=False,
        timeout_graceful_shutdown=max(1, round(settings.stop_seconds)),
    )
    # uvicorn raises Ctrl-C again once everything is closed: then it was the way to stop, not a failure.
    with contextlib.suppress(KeyboardInterrupt):
        Announced(config).run(sockets=[listening])
