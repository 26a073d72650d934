"""What endpoints are handed: settings, the open store, the job queue."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request

from api.jobs import Queue
from api.metrics import Metrics
from api.settings import Settings
from api.streams import Streams
from graph.store import Store, View


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _asking(request: Request) -> Callable[[datetime | None], View]:
    """A view as of an instant, in which no event has more reports than a page has items."""
    store, settings = _store(request), request.app.state.settings
    return lambda as_of: store.view(as_of, settings.page_max)


def _store(request: Request) -> Store:
    store: Store = request.app.state.door.store()
    return store


async def _streams(request: Request) -> AsyncIterator[Streams]:
    """Room for one more stream, until its answer has ended."""
    streams: Streams = request.app.state.streams
    with streams.place():
        yield streams


async def _metrics(request: Request) -> Metrics:
    metrics: Metrics = request.app.state.metrics
    return metrics


async def _queue(request: Request) -> Queue:
    queue: Queue = request.app.state.queue
    return queue


SettingsDep = Annotated[Settings, Depends(_settings)]
ViewDep = Annotated[Callable[[datetime | None], View], Depends(_asking)]
StoreDep = Annotated[Store, Depends(_store)]
StreamsDep = Annotated[Streams, Depends(_streams)]
MetricsDep = Annotated[Metrics, Depends(_metrics)]
QueueDep = Annotated[Queue, Depends(_queue)]
