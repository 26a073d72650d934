"""From bytes to lines of text, whatever ends and encodes them, in bounded memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# How much of a line that cannot be read is shown.
SHOWN = 1_000
_END = re.compile(rb"\r\n?|\n")
_MARK = "\ufeff"
# Latin-1 text seldom holds what UTF-8 writes for one character; where it stands, the line is UTF-8 that was damaged.
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


class Damaged(NamedTuple):
    """A line that is no text. `code` as in a Fault; `text` as much of it as can be shown."""

    code: str
    reason: str
    text: str


def blocks(chunks: Iterator[bytes], max_chars: int) -> Iterator[list[str | Damaged]]:
    """Lists of lines without their ends (LF, CRLF or CR, also mixed), as they come; blank ones too.

    Each is UTF-8, else Windows-1252. Damaged: a line with NUL, in neither encoding, or over `max_chars`. A last line
    without an end is given; when `chunks` raises, the error comes after the last whole line.
    """
    pieces: list[bytes] = []
    held, long = 0, False
    for chunk in _whole_ends(chunks):
        data = chunk
        if long:
            end = _END.search(data)
            if end is None:
                continue
            yield [_too_long(pieces[0], max_chars)]
            data, pieces, held, long = data[end.end() :], [], 0, False
        cut = max(data.rfind(b"\n"), data.rfind(b"\r")) + 1
        if cut:
            yield _lines(b"".join([*pieces, data[:cut]]), max_chars)
            pieces, held = [], 0
        pieces.append(data[cut:])
        held += len(data) - cut
        # No character takes more than four bytes.
        if held > 4 * max_chars:
            pieces, long = [b"".join(pieces)[: 4 * SHOWN]], True
    if long:
        yield [_too_long(pieces[0], max_chars)]
    elif held:
        yield _lines(b"".join([*pieces, b"\n"]), max_chars)


def line_of(data: bytes) -> str | Damaged:
    """One line, its end gone."""
    if b"\0" in data:
        return Damaged("encoding", "it holds NUL bytes", _shown(data))
    text = _text(data)
    return Damaged("encoding", "it is neither UTF-8 nor Windows-1252", _shown(data)) if text is None else text


def _text(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    try:
        return None if _UTF8.search(data) else data.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _whole_ends(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The chunks, cut so that CR and LF of one end are never parted."""
    held = b""
    for chunk in chunks:
        data = held + chunk
        held = b"\r" if data.endswith(b"\r") else b""
        yield data[:-1] if held else data
    if held:
        yield held


def _lines(data: bytes, max_chars: int) -> list[str | Damaged]:
    """The lines of `data`, which ends with an end."""
    text = _text(data)
    if text is None or "\0" in text or len(text) > max_chars:
        return [_checked(line.removeprefix(_MARK.encode()), max_chars) for line in _END.split(data)[:-1]]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _MARK in text:  # files with a mark, one after the other
        text = re.sub(f"^{_MARK}", "", text, flags=re.MULTILINE)
    return [*text.split("\n")[:-1]]


def _checked(data: bytes, max_chars: int) -> str | Damaged:
    line = line_of(data)
    return _too_long(data, max_chars) if isinstance(line, str) and len(line) > max_chars else line


def _too_long(data: bytes, max_chars: int) -> Damaged:
    return Damaged("fields", f"longer than {max_chars:,} characters (max_row_chars)", _shown(data))


def _shown(data: bytes) -> str:
    return data[: 4 * SHOWN].decode(errors="replace")[:SHOWN].replace("\0", "\ufffd")
