"""The load job: articles in, events in the store, every rejection counted and explained.

One article is one batch, and one batch is one transaction. An article that the store holds is not read again: so a load
that was stopped goes on after its last article when it is run again.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from graph.batch import Batch, Written
from graph.model import ReadArticle
from graph.store import Store
from loaders.article import RawArticle, Rejection
from loaders.batch import batch
from loaders.extract.pipeline import Extractor
from loaders.intake import accept, document
from loaders.pool import ordered

log = logging.getLogger(__name__)

# Rejections that a summary keeps in full; all are counted by code.
KEPT_REJECTIONS = 1000


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a load stands; `seconds` since its start."""

    read: int
    loaded: int
    rejected: int
    events: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Summary:
    """What a load did. `unchanged` articles were in the store already; `merged` events gained a report."""

    read: int
    loaded: int
    unchanged: int
    rejected: int
    events: int
    merged: int
    reports: int
    links: int
    seconds: float
    reasons: dict[str, int]
    rejections: tuple[Rejection, ...]

    def as_dict(self) -> dict[str, Any]:
        """For JSON: the counts, articles per second, and the rejections that were kept."""
        counts = ("read", "loaded", "unchanged", "merged", "rejected", "events", "reports", "links", "reasons")
        return {
            **{name: getattr(self, name) for name in counts},
            "seconds": round(self.seconds, 3),
            "rate": round(self.read / self.seconds, 2) if self.seconds else 0.0,
            "rejections": [{"where": r.where, "code": r.code, "reason": r.reason} for r in self.rejections],
        }


@dataclass(slots=True)
class _Tally:
    read: int = 0
    loaded: int = 0
    unchanged: int = 0
    written: Written = field(default_factory=Written)
    reasons: Counter[str] = field(default_factory=Counter)
    rejections: list[Rejection] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def reject(self, rejection: Rejection) -> None:
        log.info("rejected %s: %s", rejection.where, rejection.reason)
        self.reasons[rejection.code] += 1
        if len(self.rejections) < KEPT_REJECTIONS:
            self.rejections.append(rejection)

    def progress(self) -> Progress:
        seconds = time.monotonic() - self.started
        return Progress(self.read, self.loaded, self.reasons.total(), self.written.events, seconds)

    def summary(self) -> Summary:
        return Summary(
            read=self.read,
            loaded=self.loaded,
            unchanged=self.unchanged,
            rejected=self.reasons.total(),
            events=self.written.events,
            merged=self.written.merged,
            reports=self.written.reports,
            links=self.written.links,
            seconds=time.monotonic() - self.started,
            reasons=dict(self.reasons),
            rejections=tuple(self.rejections),
        )


def load(
    articles: Iterable[RawArticle | Rejection],
    store: Store,
    extractor: Extractor,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    workers: int = 1,
) -> Summary:
    """Read, extract and store articles, in their order. The result does not depend on `workers` (processes).

    With several workers each process loads the packaged reader of its own. Raises StoreError.
    """
    tally, writer = _Tally(), store.writer()
    fresh = _fresh(articles, store, tally)
    for article, result in ordered(_read, fresh, extractor, workers):
        if isinstance(result, Rejection):
            tally.reject(result)
        else:
            written = writer.write(result, datetime.now(UTC))
            tally.written += written
            tally.loaded += written.articles
            if written.withdrawn:
                tally.reject(Rejection(_where(article), "withdrawn", "was withdrawn from this store, and stays so"))
        if on_progress:
            on_progress(tally.progress())
    return tally.summary()


def _fresh(articles: Iterable[RawArticle | Rejection], store: Store, tally: _Tally) -> Iterator[ReadArticle]:
    """The articles that can be read and that the store does not hold; the others are tallied."""
    view, seen = store.view(), set[str]()
    for raw in articles:
        tally.read += 1
        article = accept(raw) if isinstance(raw, RawArticle) else raw
        if isinstance(article, Rejection):
            tally.reject(article)
        elif article.id in seen or view.article(article.id) is not None:
            tally.unchanged += 1
        else:
            seen.add(article.id)
            yield article


def _read(extractor: Extractor, article: ReadArticle) -> tuple[ReadArticle, Batch | Rejection]:
    try:
        return article, batch(article, extractor.extract(document(article)))
    except Exception as error:
        # One text that the extractor cannot take must not end the load of all others; it is reported with its trace.
        log.exception("could not read %s", _where(article))
        reason = f"the extractor failed ({type(error).__name__}); report this text"
        return article, Rejection(_where(article), "extractor", reason)


def _where(article: ReadArticle) -> str:
    return article.url or article.title or article.id
