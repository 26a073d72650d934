"""What endpoints are handed: settings, the open store, the job queue."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from api.jobs import Queue
from api.settings import Settings
from graph.store import Store


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _store(request: Request) -> Store:
    store: Store = request.app.state.door.store()
    return store


async def _queue(request: Request) -> Queue:
    queue: Queue = request.app.state.queue
    return queue


SettingsDep = Annotated[Settings, Depends(_settings)]
StoreDep = Annotated[Store, Depends(_store)]
QueueDep = Annotated[Queue, Depends(_queue)]
