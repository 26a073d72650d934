"""How a load that was asked for is going."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import SettingsDep, StoreDep
from api.params import Bounded
from api.shapes import JobAnswer
from graph.errors import NotFoundError

router = APIRouter(prefix="/jobs", tags=["Articles"])


@router.get("", operation_id="list_jobs", summary="Loads, the newest first")
def jobs(asked: Annotated[Bounded, Query()], store: StoreDep, settings: SettingsDep) -> tuple[JobAnswer, ...]:
    """Articles sent to the service, and data sets that `casus load` reads."""
    return tuple(JobAnswer.of(job) for job in store.jobs().latest(asked.size(settings)))


@router.get("/{job_id}", operation_id="get_job", summary="Where a load stands")
def job(job_id: str, store: StoreDep) -> JobAnswer:
    """`queued`, `running`, `done` or `failed`; then a summary, and for a failure the reason."""
    found = store.jobs().get(job_id)
    if found is None:
        raise NotFoundError(f"there is no job {job_id!r}; POST /v1/articles makes one")
    return JobAnswer.of(found)
