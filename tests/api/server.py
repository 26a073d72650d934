"""A real server in a thread, for what only sockets show: slow readers, dropped ones, streams as they come."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from api.commands.serve import configured, listen
from api.settings import Settings
from tests.api.waiting import DEADLINE, wait_for


class _Server(uvicorn.Server):
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.config.app.state.streams.close()  # type: ignore[union-attr]
        await super().shutdown(sockets)


@contextmanager
def served(app: FastAPI, settings: Settings) -> Iterator[int]:
    """The port at which `app` answers."""
    listening = listen(settings.model_copy(update={"port": 0}))
    server = _Server(configured(app, settings))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        wait_for(lambda: server.started)
        yield int(listening.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(DEADLINE)
        listening.close()
