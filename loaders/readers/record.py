"""The gate that every reader's findings pass: fields cleaned and bounded, or a reason why not."""

from __future__ import annotations

from urllib.parse import urlsplit

from graph.text import legible
from loaders.address import without_credentials
from loaders.article import RawArticle, Rejection
from loaders.language import language_code
from loaders.limits import Limits
from loaders.readers.days import parse_day


def article(
    where: str,
    limits: Limits,
    *,
    text: str,
    id: str | None = None,  # noqa: A002 - the field's name
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    lang: str | None = None,
) -> RawArticle | Rejection:
    """A RawArticle whose text is `text` with forbidden characters blanked, its length kept; or a Rejection.

    Codes: `no_text`, `too_large`. What is no http(s) address, no known day or no language code becomes None.
    """
    if not any(char.isalnum() for char in text):
        return Rejection(where, "no_text", "no article text in it; check that this is an article")
    if len(text) > limits.max_text_chars:
        return too_large(where, f"the text has {len(text):,} characters", "max_text_chars", limits.max_text_chars)
    for name, value in (("id", id), ("title", title), ("url", url), ("publisher", publisher)):
        if value and len(value) > limits.max_field_chars:
            found = f"the {name} has {len(value):,} characters"
            return too_large(where, found, "max_field_chars", limits.max_field_chars)
    code = language_code(lang) if lang else None
    return RawArticle(
        text=legible(text),
        where=where,
        id=_line(without_credentials(id)) if id else None,  # feeds identify entries by their addresses
        title=_line(title),
        url=web_address(url),
        publisher=_line(publisher),
        published=parse_day(published, code) if published else None,
        lang=code,
    )


def too_large(where: str, found: str, setting: str, limit: int) -> Rejection:
    """The Rejection of what is over a limit; it names the setting."""
    return Rejection(where, "too_large", f"{found}, {limit:,} allowed; split it or raise {setting}")


def web_address(url: str | None) -> str | None:
    """`url` without user and password when it is an http or https address with a host, else None."""
    url = _line(url)
    if url is None or " " in url:
        return None
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return without_credentials(url) if usable else None


def _line(value: str | None) -> str | None:
    return " ".join(legible(value).split()) or None if value else None
