"""From bytes to text: byte order mark, UTF-8, what the document or its server declares, Windows-1252 if it fits."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from loaders.article import Rejection

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:\?xml|meta)\b[^>]{0,400}?(?:encoding|charset)\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE
)
_FORMATS = ((b"%PDF-", "a PDF"), (b"PK\x03\x04", "a zip archive"), (b"\x1f\x8b", "gzip"), (b"{\\rtf", "RTF"))
_CONTROLS = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B}) + b"\x7f"
_HEAD = 4096
# Below this share of plain letters, blanks and digits, Windows-1252 is no guess for Indonesian or English text.
_PLAIN_SHARE = 0.7
_REPLACED = "\ufffd"


def mark_of(head: bytes) -> str | None:
    """The codec that a byte order mark names, if there is one."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def decode(data: bytes, where: str, declared: str | None = None) -> str | Rejection:
    """Text of the bytes, without its byte order mark, or a Rejection: `empty`, `binary`, `encoding`.

    `declared` is the charset that a server named. UTF-8 with at most one broken sequence to ten non-ASCII
    characters is read as UTF-8, each broken sequence as U+FFFD, as browsers do.
    """
    if not data.strip():
        return Rejection(where, "empty", "nothing in it; check that it was saved")
    if marked := mark_of(data):
        return _marked(data, marked, where)
    if reason := binary(data) or ("it holds NUL bytes" if b"\0" in data else None):
        return Rejection(where, "binary", f"{reason}, not text; save it as UTF-8 text, HTML, JSONL or CSV")
    text = next((guess for guess in _guesses(data, declared) if guess is not None), None)
    return text if text is not None else _unknown(where, "it is not UTF-8 and no other encoding is declared or fits")


def binary(data: bytes) -> str | None:
    """What sort of binary the bytes look like, or None for text; for bytes without a byte order mark."""
    if known := next((name for magic, name in _FORMATS if data.startswith(magic)), None):
        return f"it is {known} file"
    head = data[:_HEAD]
    if len(head) - len(head.translate(None, _CONTROLS)) > len(head) // 20:
        return "it is full of control characters (or UTF-16 without its mark)"
    return None


def _marked(data: bytes, codec: str, where: str) -> str | Rejection:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        return _unknown(where, f"it is marked as {codec}, but byte {error.start:,} does not fit")


def _guesses(data: bytes, declared: str | None) -> Iterator[str | None]:
    yield _strict(data, "utf-8")
    found = _DECLARED.search(data[:_HEAD])
    for name in (declared, found and found[1].decode("ascii")):
        if name:
            yield _as_declared(data, name)
    yield _almost_utf8(data)
    if len(re.findall(rb"[A-Za-z0-9\s]", data)) >= _PLAIN_SHARE * len(data):
        yield _strict(data, "cp1252")


def _as_declared(data: bytes, name: str) -> str | None:
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    # Browsers read Latin-1 as Windows-1252 (WHATWG Encoding Standard), and so its authors mean it.
    return _strict(data, "cp1252" if codec in {"iso8859-1", "ascii"} else codec)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (LookupError, ValueError):  # LookupError: a codec that is none of text, such as hex
        return None


def _almost_utf8(data: bytes) -> str | None:
    text = data.decode(errors="replace")
    broken = text.count(_REPLACED)
    other = sum(map(len, re.findall(r"[^\x00-\x7f]+", text))) - broken
    return text if broken * 10 <= other else None


def _unknown(where: str, what: str) -> Rejection:
    return Rejection(where, "encoding", f"{what}; save it as UTF-8")
