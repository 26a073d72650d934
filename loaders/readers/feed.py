"""RSS and Atom feeds: one article an entry, from its content or its summary."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from loaders.article import RawArticle, Rejection
from loaders.limits import Limits
from loaders.readers.decode import decode
from loaders.readers.parser import Parser
from loaders.readers.record import article

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BLOCKS = ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote", "section", "article")


def parse_feed(text: str) -> dict[str, Any]:
    """`{title, entries: [{id, title, url, published, text}]}` of a feed's XML.

    `{"entity": True}` for a feed that declares entities, before anything expands them; `{}` for what is no feed.
    """
    import feedparser  # both only for the parsing process

    text = _DECLARATION.sub("", text)
    if declares_entities(text):
        return {"entity": True}
    found = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,  # only text is taken from it
        resolve_relative_uris=False,
    )
    if not found.get("version") and not found.entries:
        return {}
    return {"title": found.feed.get("title"), "entries": [_entry(entry) for entry in found.entries]}


def declares_entities(xml: str) -> bool:
    """Whether anything before the root element declares an entity: no feed needs that. A plain DOCTYPE may stay."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import parseString

    # feedparser's own search for declarations ends at the first tag, and does not care whether the XML is well-formed.
    if "<!entity" in re.split(r"<\w", xml, maxsplit=1)[0].lower():
        return True
    try:
        parseString(xml.encode("utf-8", "replace"), _StopAtRoot(), forbid_external=False)
    except DefusedXmlException:
        return True
    except (SAXException, ValueError):
        return False
    return False


class _StopAtRoot(ContentHandler):
    def startElement(self, name: str, attrs: Any) -> None:  # noqa: ARG002, N802 - the names are those of SAX
        raise SAXException("the prolog is over")


def plain(fragment: str) -> str:
    """The text of an HTML fragment, a line for each block."""
    import lxml.html

    if "<" not in fragment and "&" not in fragment:
        return fragment
    one_line = " ".join(fragment.split())  # in HTML a line break is a blank, but for our readers it ends a sentence
    # Some entries hold a whole page, even an empty one or a frameset, which lxml refuses as a fragment.
    tree = lxml.html.document_fromstring(f"<div>{one_line}")
    for element in tree.xpath(".//script|.//style|.//title|.//comment()"):
        element.drop_tree()
    for element in tree.iter(*_BLOCKS):
        element.text, element.tail = f"\n{element.text or ''}", f"\n{element.tail or ''}"
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(filter(None, lines))


def read_feed(
    data: bytes, where: str, limits: Limits, parser: Parser, charset: str | None = None
) -> Iterator[RawArticle | Rejection]:
    """An article or a Rejection for each entry; `where` of each is `FEED#NUMBER`. The publisher is the feed's title.

    Codes: `empty`, `binary`, `encoding`, `entity`, `malformed`, `unparsable`, `too_many`, and those of each entry.
    """
    text = decode(data, where, charset)
    if isinstance(text, Rejection):
        yield text
        return
    feed = parser.ask("feed", text)
    if "failed" in feed:
        yield Rejection(where, "unparsable", f"its XML could not be read ({feed['failed']}); check that it is a feed")
    elif "entity" in feed:
        yield Rejection(where, "entity", "it declares XML entities, which can be a bomb; remove its DOCTYPE")
    elif not feed:
        yield Rejection(where, "malformed", "neither RSS nor Atom; give a feed, or the page as .html")
    elif not feed["entries"]:
        yield Rejection(where, "empty", "a feed without entries; try again when it has some")
    else:
        entries = feed["entries"]
        for number, entry in enumerate(entries[: limits.max_feed_entries], start=1):
            yield article(f"{where}#{number}", limits, publisher=feed["title"], **entry)
        if len(entries) > limits.max_feed_entries:
            reason = f"{len(entries):,} entries; those after {limits.max_feed_entries:,} (max_feed_entries) were left"
            yield Rejection(where, "too_many", f"{reason}; split the feed or raise the limit")


def _entry(entry: Any) -> dict[str, str | None]:
    """The longest of content and summary as text, for some feeds put a teaser into one of them."""
    bodies = [*entry.get("content", []), entry.get("summary_detail", {})]
    values = [(body["value"], body.get("type")) for body in bodies if body.get("value")]
    texts = [value if kind == "text/plain" else plain(value) for value, kind in values]
    return {
        "id": entry.get("id"),
        "title": plain(entry.get("title", "")) or None,
        "url": entry.get("link"),
        "published": entry.get("published") or entry.get("updated"),
        "text": max(texts, key=len, default=""),
    }
