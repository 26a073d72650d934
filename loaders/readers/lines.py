"""Lines of a stream of any length, in bounded memory."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from loaders.readers.decode import mark_of

SAMPLE = 64 * 2**10
_ESCAPED = re.compile("[\udc80-\udcff]")


def encoding_of(sample: bytes) -> str:
    """The codec of a table or of JSON lines: what its mark names, else UTF-8, else Windows-1252 (spreadsheets)."""
    if marked := mark_of(sample):
        return marked
    try:
        sample.decode()
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4 and not re.search(rb"[\x81\x8d\x8f\x90\x9d]|[\xc2-\xf4][\x80-\xbf]", sample):
            return "cp1252"
    return "utf-8"


def numbered_lines(stream: BinaryIO, encoding: str, max_chars: int) -> Iterator[tuple[int, str | None]]:
    """(number from 1, line with its end) of each line; None stands for a line over `max_chars`, which is passed over.

    Bytes that do not fit the encoding come as lone surrogates (PEP 383): `broken` finds them.
    """
    errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
    reader = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")
    try:
        number = 0
        while line := reader.readline(max_chars + 1):
            number += 1
            if len(line) <= max_chars or line.endswith(("\n", "\r")):
                yield number, line
                continue
            while line and not line.endswith(("\n", "\r")):
                line = reader.readline(SAMPLE)
            yield number, None
    finally:
        reader.detach()  # the stream belongs to the caller


def peek(stream: io.BufferedReader) -> bytes:
    """The first bytes of a buffered stream, which stay unread; fewer than asked only from a slow pipe."""
    return stream.peek(SAMPLE)[:SAMPLE]


def broken(line: str) -> bool:
    """Whether bytes in the line did not fit its encoding."""
    return _ESCAPED.search(line) is not None
