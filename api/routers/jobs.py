"""How a load that was asked for is going."""

from __future__ import annotations

from fastapi import APIRouter

from api.deps import StoreDep
from api.shapes import JobAnswer
from graph.errors import NotFoundError

router = APIRouter(prefix="/jobs", tags=["Articles"])


@router.get("/{job_id}", operation_id="get_job", summary="Where a load stands")
def job(job_id: str, store: StoreDep) -> JobAnswer:
    """`queued`, `running`, `done` or `failed`; then a summary, and for a failure the reason."""
    found = store.jobs().get(job_id)
    if found is None:
        raise NotFoundError(f"there is no job {job_id!r}; POST /v1/articles makes one")
    return JobAnswer.of(found)
