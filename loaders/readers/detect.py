"""What a document is, by its name, its server and its first bytes."""

from __future__ import annotations

import re
from typing import Literal

from loaders.readers.decode import mark_of

Kind = Literal["text", "html", "jsonl", "csv", "feed"]

SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
}
_HEAD = 4096
# Atomic and possessive: what was passed over is never tried again, or each comment would double the time.
_BLANK = r"\s++|<\?(?>.*?\?>)|<!--(?>.*?-->)"
_DOCTYPE = r"<!doctype\s++(?!html)[^>\[]*+(?>\[.*?\]\s*>|>)"
_FEED = re.compile(rf"(?:{_BLANK}|{_DOCTYPE})*+<(?:rss|feed|rdf:RDF|[\w-]+:feed)\b", re.IGNORECASE | re.DOTALL)
_HTML = re.compile(rf"(?:{_BLANK})*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_JSON = re.compile(r"""^\s*\{\s*(?:"|\}|$)""")


def sniff(data: bytes, expected: Kind | None = None) -> Kind:
    """The kind of a document by its first 4 KiB: markup outweighs the kind that its name makes us expect.

    JSON lines are recognised only where nothing is expected; tables never, for any text may hold commas.
    """
    if expected in {"jsonl", "csv"}:
        return expected
    head = data[:_HEAD].decode(mark_of(data) or "latin-1", errors="ignore")
    if _FEED.match(head):
        return "feed"
    if _HTML.match(head):
        return "html"
    if expected is None and _JSON.match(head):
        return "jsonl"
    return expected or "text"


def of_content_type(content_type: str, body: bytes) -> Kind:
    """The kind of a fetched document: JSON and tables by their type, the rest also by content."""
    if content_type == "text/csv":
        return "csv"
    if content_type.endswith("json"):
        return "jsonl"
    if content_type == "text/html":
        return sniff(body, "html")
    return sniff(body, "feed" if content_type.endswith("xml") else None)
