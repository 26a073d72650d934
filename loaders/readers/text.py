"""Plain text: an optional header block, or a first line that looks like a title, then the article."""

from __future__ import annotations

import re

from loaders.article import RawArticle, Rejection
from loaders.limits import Limits
from loaders.readers.decode import decode
from loaders.readers.record import article

_KEYS = {
    "title": "title", "judul": "title", "headline": "title",
    "date": "published", "published": "published", "tanggal": "published",
    "publisher": "publisher", "source": "publisher", "penerbit": "publisher", "sumber": "publisher",
    "url": "url", "link": "url", "tautan": "url",
    "lang": "lang", "language": "lang", "bahasa": "lang",
    "id": "id",
}  # fmt: skip
_HEADER_LINE = re.compile(r"([^\W\d_][\w -]{0,19}):(?:[ \t]+(.*))?$")
_MAX_HEADER_LINES = 20
_MAX_TITLE_CHARS = 200
_RUNS_ON = re.compile(r"[.,;:–—-][\"'”’»)\]]*$")
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]*$")


def read_text(data: bytes, where: str, limits: Limits, charset: str | None = None) -> RawArticle | Rejection:
    """The article of a .txt file. Line ends become \\n; a title or header leaves the text, which is else untouched.

    Codes: `empty`, `binary`, `encoding`, `no_text`, `too_large`.
    """
    whole = decode(data, where, charset)
    if isinstance(whole, Rejection):
        return whole
    whole = whole.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff\n")
    fields, text = _header(whole)
    if not fields:
        title, text = _first_line(whole)
        fields = {"title": title} if title else {}
    return article(where, limits, text=text, **fields)


def _header(whole: str) -> tuple[dict[str, str], str]:
    """Fields and text; no fields unless every line down to the first empty one reads `Key: value`, the first known."""
    block, blank, text = whole.partition("\n\n")
    lines = block.split("\n", _MAX_HEADER_LINES)
    found = [_HEADER_LINE.match(line) for line in lines]
    if not blank or not all(found) or not found[0] or found[0][1].casefold() not in _KEYS:
        return {}, whole
    fields: dict[str, str] = {}
    for line in filter(None, found):
        name = _KEYS.get(line[1].strip().casefold())
        if name and line[2]:
            fields.setdefault(name, line[2].strip())
    return fields or {"title": ""}, text.lstrip("\n")


def _first_line(whole: str) -> tuple[str | None, str]:
    """Title and text: the first line is a title when it is short, does not run on, and paragraphs follow."""
    line, _, rest = whole.partition("\n")
    title = line.strip()
    rest_begins = rest.lstrip("\n")
    if not title or not rest_begins.strip() or len(title) > _MAX_TITLE_CHARS or _RUNS_ON.search(title):
        return None, whole
    if not rest.startswith("\n"):
        second = rest.partition("\n")[0].strip()
        # Text wrapped at a fixed width also begins with a short line; a title is shorter than the paragraph below it.
        if len(second) <= len(title) or second[0].islower() or not _SENTENCE_END.search(second):
            return None, whole
    return title, rest_begins
