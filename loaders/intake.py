"""From what a reader of files gave to an article that the store keeps, or the reason why not."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from graph.model import ReadArticle, article_id
from graph.text import legible
from loaders.article import RawArticle, Rejection
from loaders.extract.languages import codes
from loaders.extract.types import Document
from loaders.language import detect


def accept(raw: RawArticle) -> ReadArticle | Rejection:
    """The article, its text free of characters that no export could carry, its language known and read."""
    text = legible(raw.text)
    if not text.strip():
        return Rejection(raw.where, "no_text", "no text to read in it")
    lang = raw.lang if raw.lang in codes() else detect(text)
    if lang not in codes():
        known = ", ".join(sorted(codes()))
        return Rejection(raw.where, "language", f"in a language that Casus does not read ({lang}); it reads {known}")
    title = legible(raw.title) if raw.title else None
    sha256 = hashlib.sha256(f"{title or ''}\n{text}".encode()).hexdigest()
    return ReadArticle(
        id=article_id(raw.url, sha256),
        title=title,
        url=raw.url,
        publisher=raw.publisher and legible(raw.publisher),
        published=raw.published,
        text=text,
        lang=lang,
        fetched_at=datetime.now(UTC),
        sha256=sha256,
    )


def document(article: ReadArticle, name: str | None = None) -> Document:
    """The article as the extractor takes it, under `name` or its own identifier."""
    return Document(name or article.id, article.text, article.lang, article.published, article.id)
