"""How a job's payload becomes articles in the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from api.jobs import Outcome, Work
from api.settings import Settings
from graph.store import Store
from loaders.address import without_credentials
from loaders.article import RawArticle, Rejection
from loaders.limits import Limits

WHERE = "POST /v1/articles"
_SAID = ("title", "publisher", "lang")


def worker(settings: Settings) -> Work:
    """Runs payloads of POST /v1/articles (the dump of an ArticleIn)."""

    def run(payload: Mapping[str, object], store: Store) -> Outcome:
        from loaders.extract.pipeline import Extractor  # the model is slow to load, and only jobs need it
        from loaders.load import load

        found = [_known(one) for one in articles(payload, settings.limits)]
        summary = load((raw for raw, _ in found), store, Extractor.default())
        reason = summary.rejections[0].reason if summary.rejections else None
        return Outcome({**summary.as_dict(), "articles": [number for _, number in found if number]}, reason)

    return run


def articles(payload: Mapping[str, Any], limits: Limits) -> Iterator[RawArticle | Rejection]:
    """What the payload holds. What a client says of an article counts more than what its page says."""
    from loaders.readers.html import read_html
    from loaders.readers.inputs import read_inputs
    from loaders.readers.parser import Parser
    from loaders.readers.record import article

    where = without_credentials(str(payload.get("id") or payload.get("url") or WHERE))
    said = {name: payload[name] for name in _SAID if name in payload}
    if "published" in payload:
        said["published"] = date.fromisoformat(payload["published"])
    found: list[RawArticle | Rejection]
    if "url" in payload:
        found = list(read_inputs([payload["url"]], limits))
    elif "html" in payload:
        with Parser(limits) as parser:
            found = [read_html(payload["html"].encode(), where, limits, parser, "utf-8")]
    else:
        found = [article(where, limits, text=payload["text"])]
    if len(found) > 1:
        said.pop("title", None)  # a feed's entries have titles of their own
    for one in found:
        yield replace(one, **said) if isinstance(one, RawArticle) else one


def _known(one: RawArticle | Rejection) -> tuple[RawArticle | Rejection, str | None]:
    """The article in a language that is now known, and its identifier: where GET /v1/articles/{id} finds it."""
    from loaders.intake import accept

    if isinstance(one, Rejection):
        return one, None
    taken = accept(one)
    return (taken, None) if isinstance(taken, Rejection) else (replace(one, lang=taken.lang), taken.id)
