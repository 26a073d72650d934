"""How a load that was asked for is going."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Response
from fastapi.responses import StreamingResponse

from api.access import needs
from api.deps import SettingsDep, StoreDep, StreamsDep
from api.params import Bounded
from api.shapes import JobAnswer, JobProgress
from api.streams import ENDED
from graph.errors import NotFoundError
from graph.keys import KeyScope
from graph.model import Job

router = APIRouter(prefix="/jobs", tags=["Articles"])
STREAM = "text/event-stream"
STREAM_HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}  # a proxy must pass each event on at once


def known(job_id: str, store: StoreDep) -> Job:
    """Raises NotFoundError."""
    found = store.jobs().get(job_id)
    if found is None:
        raise NotFoundError(f"there is no job {job_id!r}; POST /v1/articles makes one")
    return found


KnownJob = Annotated[Job, Depends(known)]


@router.get("", operation_id="list_jobs", summary="Loads, the newest first", dependencies=[needs(KeyScope.ADMIN)])
def jobs(asked: Annotated[Bounded, Query()], store: StoreDep, settings: SettingsDep) -> tuple[JobAnswer, ...]:
    """Articles sent to the service, and data sets that `casus load` reads."""
    return tuple(JobAnswer.of(job) for job in store.jobs().latest(asked.size(settings)))


@router.get("/{job_id}", operation_id="get_job", summary="Where a load stands", dependencies=[needs(KeyScope.WRITE)])
def job(found: KnownJob) -> JobAnswer:
    """`queued`, `running`, `done` or `failed`; then a summary, and for a failure the reason."""
    return JobAnswer.of(found)


@router.get(
    "/{job_id}/events",
    operation_id="follow_job",
    summary="How a load goes on, as it goes on",
    response_class=Response,
    dependencies=[needs(KeyScope.WRITE)],
    responses={
        200: {"content": {STREAM: {"schema": {"type": "string"}}}, "description": "A stream of events."},
        204: {"description": "The load has ended, and the client has seen how: it need not come back."},
    },
)
async def events(
    found: KnownJob,
    store: StoreDep,
    streams: StreamsDep,
    last_event_id: Annotated[
        str | None, Header(max_length=100, description="The last event that the client has seen.")
    ] = None,
) -> Response:
    """Server-sent events: the state now, then whatever changes of state and counts, until the load ends.

    The data of each is an object with `id`, `kind`, `state`, `updated_at`, `counts` and `error`.
    """
    progress = JobProgress.of(found)
    if progress.state in ENDED and progress.event == last_event_id:
        return Response(status_code=204)
    told = streams.events(found, lambda: store.jobs().get(found.id), last_event_id)
    return StreamingResponse(told, media_type=STREAM, headers=STREAM_HEADERS)
