"""The service: its rooms put together, opened and closed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

from anyio import to_thread
from fastapi import Depends, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.concurrency import run_in_threadpool

from api import freshness, moved, openapi, problems
from api.access import BY_METHOD
from api.freshness import Freshness
from api.gate import Gate
from api.guard import Guard
from api.ingest import worker
from api.jobs import Queue, Work
from api.measured import measured
from api.metrics import Metrics
from api.observer import PREFIX, Observer
from api.request_id import HEADER
from api.ring import Ring
from api.routers import (
    actors,
    articles,
    candidates,
    chains,
    counts,
    docs,
    dyads,
    events,
    explorer,
    jobs,
    meetings,
    neighbours,
    networks,
    paths,
    responses,
    search,
    system,
)
from api.settings import Settings
from api.stores import Door, open_ready
from api.streams import Streams
from graph.store import Store


def create_app(settings: Settings, opener: Callable[[], Store] | None = None, work: Work | None = None) -> FastAPI:
    """The application. `opener` and `work` (how a store is opened, how a job is run) default to the real ones.

    It starts while the store is away, answers 503 until it is there, and needs no restart then.
    """
    metrics = Metrics()
    door = Door(partial(_opened, opener or partial(open_ready, settings), metrics), settings.retry_after)
    queue = Queue(
        door.store,
        work or worker(settings),
        settings.queue_length,
        settings.retry_after,
        settings.job_tries,
        settings.jobs_kept,
        metrics.ended,
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = settings.answers_at_once
        queue.start()
        try:
            yield
        finally:
            await run_in_threadpool(queue.stop, settings.stop_seconds)
            door.close()

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.settings, app.state.door, app.state.queue = settings, door, queue
    app.state.metrics, app.state.streams = metrics, Streams(settings)
    app.openapi = partial(openapi.describe, app)  # type: ignore[method-assign]
    problems.install(app)
    freshness.install(app)
    # The last one added is the first that a request meets; a browser's question before it asks shows no key.
    ring = Ring(door.store, settings.key_seconds, settings.beyond_loopback() and not settings.allow_keyless)
    moved.install(app)
    app.add_middleware(Gate, ring=ring, settings=settings)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "X-API-Key", "Content-Type", "If-None-Match", "Last-Event-ID", HEADER],
            expose_headers=["ETag", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", HEADER],
        )
    app.add_middleware(Guard, allowed_hosts=settings.allowed_hosts, body_bytes=settings.body_bytes)
    app.add_middleware(Observer, metrics=metrics)
    fresh = Depends(Freshness(settings))
    graph = (meetings, responses, candidates, chains, dyads, paths, events, neighbours, networks)
    for part in (*graph, actors, articles, search, counts):
        app.include_router(part.router, prefix=PREFIX, dependencies=[BY_METHOD, fresh])
    app.include_router(jobs.router, prefix=PREFIX)
    app.include_router(system.router)
    app.include_router(docs.router)
    app.include_router(explorer.router)
    return app


def _opened(opener: Callable[[], Store], metrics: Metrics) -> Store:
    store = opener()
    kind = store.address.partition("://")[0]
    return measured(store, lambda question, seconds: metrics.asked(question, kind, seconds))
