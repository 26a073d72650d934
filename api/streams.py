"""Streams of a job's progress: server-sent events, from the store, until the job ends.

A stream holds one event at a time and looks at the store every `pause` seconds, whoever runs the job. It ends after
`seconds` at the latest, read or not; a client that still cares comes back, and says what it has seen.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager

from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from starlette.concurrency import run_in_threadpool

from api.settings import Settings
from api.shapes import JobProgress
from graph.errors import BusyError, StoreError
from graph.model import Job, JobState

log = logging.getLogger("casus.streams")
ENDED = frozenset({JobState.DONE, JobState.FAILED, JobState.STOPPED})
Look = Callable[[], Job | None]


class Streams:
    """Those that are open in this process: at most CASUS_STREAMS."""

    def __init__(self, settings: Settings) -> None:
        self._most = settings.streams
        self._pause = settings.stream_pause
        self._seconds = settings.stream_seconds
        self._silence = settings.stream_silence
        self._retry = settings.retry_after * 1000
        self._closing = asyncio.Event()
        self.open = 0

    @contextmanager
    def place(self) -> Iterator[None]:
        """Room for one stream, on the event loop. Raises BusyError where there is none."""
        if self.open >= self._most:
            raise BusyError(f"{self.open} streams of job events are open (CASUS_STREAMS); ask for the job itself")
        self.open += 1
        try:
            yield
        finally:
            self.open -= 1

    def close(self) -> None:
        """End all streams at their next look, so that the service can stop."""
        self._closing.set()

    async def events(self, first: Job, look: Look, seen: str | None) -> AsyncIterator[bytes]:
        """The job's states from the one after `seen`, each once, with a comment where there is long nothing to say."""
        end, spoken, job = time.monotonic() + self._seconds, time.monotonic(), first
        while True:
            progress = JobProgress.of(job)
            if progress.event != seen:
                seen, spoken = progress.event, time.monotonic()
                yield format_sse_event(data_str=progress.model_dump_json(), id=seen, retry=self._retry)
            elif time.monotonic() - spoken >= self._silence:
                spoken = time.monotonic()
                yield KEEPALIVE_COMMENT
            if progress.state in ENDED or time.monotonic() >= end or await self._closed_within(self._pause):
                return
            found = await self._look(look, job)
            if found is None:
                return
            job = found

    async def _look(self, look: Look, before: Job) -> Job | None:
        """The job as it is; as it was, while the store is away; None once it is forgotten."""
        try:
            return await run_in_threadpool(look)
        except StoreError as error:
            log.warning("job %s cannot be looked at: %s", before.id, error)
            return before

    async def _closed_within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._closing.wait(), seconds)
        except TimeoutError:
            return False
        return True
