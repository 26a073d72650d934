"""The lines of `casus extract --format jsonl`: one per event that a sentence reports, one per link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.model import DatePrecision
from loaders.extract.telling import Extraction, Named, Telling
from loaders.extract.types import Span


def rows(extraction: Extraction) -> Iterator[dict[str, Any]]:
    """Rows in document order, events before links. Offsets are code points in the document's text."""
    text, doc = extraction.document.text, extraction.document.id
    for telling in extraction.tellings:
        yield _event(doc, text, telling)
    for link in extraction.links:
        yield {
            "doc": doc,
            "link": {
                "cause": link.cause,
                "effect": link.effect,
                "method": link.method.value,
                "evidence": _words(text, link.evidence),
            },
        }


def _event(doc: str, text: str, telling: Telling) -> dict[str, Any]:
    when, place = telling.when, telling.place
    return {
        "doc": doc,
        "event": telling.event,
        "action": telling.action.value,
        "mode": telling.mode,
        "cameo": None,
        "modality": telling.modality.value,
        "source": _actor(text, telling.source),
        "target": _actor(text, telling.target),
        "date": when.start.isoformat() if when else None,
        "date_end": when.end.isoformat() if when and when.end else None,
        "date_precision": (when.precision if when else DatePrecision.UNKNOWN).value,
        "place": {**place.place.model_dump(mode="json"), **_words(text, place.span)} if place else None,
        "attributed_to": _actor(text, telling.by),
        "sentence": {"index": telling.sentence_index, **_words(text, telling.sentence)},
        "trigger": _words(text, telling.trigger),
        "confidence": telling.confidence,
    }


def _actor(text: str, named: Named | None) -> dict[str, Any] | None:
    if named is None:
        return None
    return {**named.actor.ref().model_dump(mode="json"), "name": named.name, **_words(text, named.span)}


def _words(text: str, span: Span) -> dict[str, Any]:
    return {"text": span.of(text), "start": span.start, "end": span.end}
