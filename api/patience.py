"""How long a connection may keep the service waiting: for a request to come whole, and for an answer to be taken."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


class _Clock:
    """Ends the connection unless it is stopped in time."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._handle: asyncio.TimerHandle | None = None

    def start(self, transport: asyncio.Transport) -> None:
        """Nothing where it runs already."""
        if self._handle is None:
            self._handle = asyncio.get_running_loop().call_later(self._seconds, transport.abort)

    def stop(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None


def patient(seconds: float) -> type[H11Protocol]:
    """uvicorn's protocol, which ends a connection whose request is `seconds` on its way, head and body together, or
    whose client has taken nothing of an answer for as long."""

    class Patient(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            self._coming, self._going = _Clock(seconds), _Clock(seconds)
            super().connection_made(transport)
            self._look()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._look()

        def pause_writing(self) -> None:
            super().pause_writing()
            self._going.start(self.transport)

        def resume_writing(self) -> None:
            super().resume_writing()
            self._going.stop()

        def connection_lost(self, exc: Exception | None) -> None:
            self._coming.stop()
            self._going.stop()
            super().connection_lost(exc)

        def _look(self) -> None:
            """Between two requests uvicorn's own clock runs (timeout_keep_alive)."""
            if self.conn.their_state in {h11.IDLE, h11.SEND_BODY}:
                self._coming.start(self.transport)
            else:
                self._coming.stop()

    return Patient
