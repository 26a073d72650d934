"""Articles: what was read, and new ones to read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.deps import QueueDep, SettingsDep, ViewDep
from api.params import Asked
from api.preview import PreviewAnswer
from api.preview import preview as read
from api.shapes import Accepted, ArticleAnswer, ArticleIn
from graph.errors import NotFoundError

router = APIRouter(prefix="/articles", tags=["Articles"])


@router.get("/{article_id}", operation_id="get_article", summary="One article with its events")
def article(
    article_id: str, asked: Annotated[Asked, Query()], view_of: ViewDep, settings: SettingsDep
) -> ArticleAnswer:
    """Its text, into which the offsets of reports point, and the events that it reports, of any status."""
    view = view_of(asked.as_of)
    found = view.article(article_id)
    if found is None:
        raise NotFoundError(f"there is no article {article_id!r}; events name theirs in their reports")
    most = settings.page_max
    events = view.article_events(article_id, most + 1)
    return ArticleAnswer(**dict(found), events=events[:most], truncated=len(events) > most)


@router.post("/preview", operation_id="preview_article", summary="What an article would tell, without storing it")
def preview(asked: ArticleIn, settings: SettingsDep) -> PreviewAnswer:
    """Its events and links as they would be loaded. 503 while another is read; of a feed, the first entry."""
    return read(asked.model_dump(mode="json", exclude_none=True), settings)


@router.post("", operation_id="load_article", summary="Load an article", status_code=202)
def load(asked: ArticleIn, queue: QueueDep, response: Response) -> Accepted:
    """Text, a page or an address. It is read in the background: follow the Location header for how it went.

    Loading the same article twice changes nothing.
    """
    job = queue.submit(asked.model_dump(mode="json", exclude_none=True))
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return Accepted(job=job.id)
