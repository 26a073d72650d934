"""What an article would tell, without storing it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from api.ingest import articles
from api.settings import Settings
from api.shapes import ArticleAnswer
from graph.errors import BusyError, InputError, LimitError
from graph.model import EventLink
from loaders.article import Rejection

if TYPE_CHECKING:
    from loaders.extract.pipeline import Extractor

_reading = threading.Lock()


class PreviewAnswer(ArticleAnswer):
    """What an article would tell. Its identifiers are those that it would be stored under."""

    links: tuple[EventLink, ...]


def preview(payload: Mapping[str, object], settings: Settings) -> PreviewAnswer:
    """The first article of the payload (the dump of an ArticleIn) and its events, read while the client waits.

    Raises BusyError while another one is read, for reading takes a whole processor; InputError for what is no article,
    LimitError for a text over CASUS_PREVIEW_CHARS.
    """
    from loaders.batch import batch
    from loaders.intake import accept, document

    if not _reading.acquire(blocking=False):
        raise BusyError("another text is being read; try again in a moment")
    try:
        raw = next(articles(payload, settings.limits))
        article = raw if isinstance(raw, Rejection) else accept(raw)
        if isinstance(article, Rejection):
            raise InputError(article.reason)
        if len(article.text or "") > settings.preview_chars:
            raise LimitError(
                f"the text has {len(article.text or '')} characters, the most to be read at once is "
                f"{settings.preview_chars} (CASUS_PREVIEW_CHARS); load it instead"
            )
        told = batch(article, _extractor().extract(document(article)))
    finally:
        _reading.release()
    return PreviewAnswer(**dict(article), events=told.events, truncated=False, links=told.links)


@cache
def _extractor() -> Extractor:
    from loaders.extract.pipeline import Extractor  # the model is slow to load

    return Extractor.default()
