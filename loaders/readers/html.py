"""Web pages: the article's text, its title, day, publisher and address; menus and adverts left out (trafilatura)."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from graph.text import fold
from loaders.article import RawArticle, Rejection
from loaders.limits import Limits
from loaders.readers.decode import decode
from loaders.readers.parser import Parser
from loaders.readers.record import article, web_address

_WHOLE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
# What an article has and a menu or a banner seldom: a line that ends as a sentence, or is long.
_PROSE = re.compile(r"[.!?…。؟][\"'”’»)\]]*[ \t]*$|^.{100}", re.MULTILINE)
_TITLE_PARTS = re.compile(r"\s+[|–—-]\s+")


def parse_page(text: str) -> dict[str, Any]:
    """`{text, title, url, publisher, published}` of a page's HTML, values or None; `{}` if it holds no article."""
    from trafilatura.core import bare_extraction  # 0.5 s: only for the parsing process

    if not _WHOLE.search(text):
        text = f"<html><body>{text}</body></html>"  # a bare fragment is not taken for HTML
    found = bare_extraction(
        text,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        # Only what the page says of itself: htmldate's extensive search guesses a day from the text.
        date_extraction_params={"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"},
    )
    if found is None:
        _check_parsed(text)
    if found is None or isinstance(found, dict) or not found.text:
        return {}
    url = web_address(found.url)
    publisher = found.sitename or found.hostname or ""
    if url != found.url and publisher in (found.url or ""):
        # trafilatura names the publisher by the address where the page does not, its user and password included.
        publisher = _host(url)
    return {
        "text": found.text,
        "title": found.title,
        "url": url,
        "publisher": publisher.replace("_", " "),  # some are names of accounts
        "published": found.date,
    }


def _check_parsed(text: str) -> None:
    """Raises MemoryError for a page that lxml cannot take: trafilatura only says that it found nothing."""
    import lxml.etree
    import lxml.html

    try:
        lxml.html.document_fromstring(text)
    except (lxml.etree.ParserError, ValueError):
        return  # empty, or declares an encoding: read, and nothing in it
    except lxml.etree.XMLSyntaxError as error:
        raise MemoryError("too much for lxml in parse_memory_bytes") from error


def read_html(
    data: bytes, where: str, limits: Limits, parser: Parser, charset: str | None = None, url: str | None = None
) -> RawArticle | Rejection:
    """The article of a page. `url` is where it was fetched: its own word for its address counts only on that host.

    Codes: `empty`, `binary`, `encoding`, `no_text`, `too_large`, `unparsable`.
    """
    text = decode(data, where, charset)
    if isinstance(text, Rejection):
        return text
    page = parser.ask("page", text)
    if "failed" in page:
        return Rejection(where, "unparsable", f"its HTML could not be read ({page['failed']}); give its text instead")
    if not page or not _PROSE.search(page["text"]):
        return Rejection(where, "no_text", "no article text in this page; give the page of one article")
    if url and _host(page["url"]) != _host(url):
        page["url"] = url
    first, _, rest = page["text"].partition("\n")
    if rest and page["title"] and fold(first) == fold(page["title"]):
        page["text"] = rest  # the headline, which is told apart from the text
    page["title"] = _bare_title(page["title"], page["publisher"], _host(page["url"]))
    return article(where, limits, **page)


def _bare_title(title: str | None, publisher: str | None, host: str) -> str | None:
    """The title without its last part when that only repeats the publisher's name or the host's."""
    parts = list(_TITLE_PARTS.finditer(title or ""))
    if not title or not parts:
        return title
    last = fold(title[parts[-1].end() :]).replace(" ", "")
    names = {fold(name).replace(" ", "") for name in (publisher or "", (publisher or "").partition(".")[0])}
    return title[: parts[-1].start()] if last in {*names, *host.split(".")} else title


def _host(url: str | None) -> str:
    return (urlsplit(url or "").hostname or "").removeprefix("www.")
