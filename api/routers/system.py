"""Whether the service lives, and whether it can answer."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from api.deps import StoreDep
from api.shapes import Health, Ready
from api.version import version

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


@router.get("/", include_in_schema=False)
async def home() -> RedirectResponse:
    return RedirectResponse("/docs")
