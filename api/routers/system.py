"""Whether the service lives, and whether it can answer."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response
from prometheus_client.exposition import choose_encoder

from api.deps import MetricsDep, QueueDep, StoreDep
from api.rowcounts import LOOKED_AT
from api.shapes import Health, Ready
from api.version import version
from graph.errors import StoreError
from graph.model import JobKind
from graph.store import Store

router = APIRouter(tags=["System"])


@router.get("/healthz", operation_id="live", summary="The process lives")
async def live() -> Health:
    """Asks nothing of the store."""
    return Health(status="alive", version=version())


@router.get("/readyz", operation_id="ready", summary="Questions can be answered")
def ready(store: StoreDep) -> Ready:
    """The store can be reached and has the schema that this Casus speaks; else a 503 problem."""
    store.health()
    kind = store.address.partition("://")[0]
    return Ready(status="ready", version=version(), store=kind, graph_schema=store.schema()[0])


@router.get(
    "/metrics",
    operation_id="metrics",
    summary="Counts and durations for Prometheus",
    response_class=PlainTextResponse,
)
def metrics(request: Request, metrics: MetricsDep, queue: QueueDep) -> Response:
    """Also while the store is away: then `casus_store_up` is 0."""
    metrics.queued.set(queue.waiting)
    metrics.streams.set(request.app.state.streams.open)
    try:
        store: Store = request.app.state.door.store()
        store.health()
        metrics.loading(store.jobs().latest(LOOKED_AT, JobKind.DATASET))
    except StoreError:
        metrics.store_up.set(0)
    else:
        metrics.store_up.set(1)
    encode, media_type = choose_encoder(request.headers.get("accept", ""))
    return Response(encode(metrics.registry), media_type=media_type)
