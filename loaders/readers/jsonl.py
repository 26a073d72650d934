"""JSON lines: one object a line, with `text` and what else is known (id, title, url, publisher, published, lang)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from loaders.article import RawArticle, Rejection
from loaders.limits import Limits
from loaders.readers.decode import binary, mark_of
from loaders.readers.fields import named
from loaders.readers.lines import broken, encoding_of, numbered_lines, peek
from loaders.readers.record import article, too_large


def read_jsonl(stream: io.BufferedReader, where: str, limits: Limits) -> Iterator[RawArticle | Rejection]:
    """An article or a Rejection for each line that is not blank; offsets in `text` are those of the given text.

    Codes: `empty`, `binary`, `encoding`, `malformed`, `no_text`, `too_large`. `where` of each is `FILE:LINE`.
    """
    head = peek(stream)
    if not mark_of(head) and (reason := binary(head)):
        yield Rejection(where, "binary", f"{reason}, not JSON lines; one JSON object a line, in UTF-8, is wanted")
        return
    seen = False
    encoding = encoding_of(head) if mark_of(head) else "utf-8"
    for number, line in numbered_lines(stream, encoding, limits.max_line_chars):
        if line is None:
            yield too_large(f"{where}:{number}", "the line is longer", "max_line_chars", limits.max_line_chars)
        elif line.strip():
            yield _article(line, f"{where}:{number}", limits)
        else:
            continue
        seen = True
    if not seen:
        yield Rejection(where, "empty", "nothing in it; one JSON object a line is wanted")


def _article(line: str, where: str, limits: Limits) -> RawArticle | Rejection:
    record = _object(line, where)
    if isinstance(record, Rejection):
        return record
    keys = list(record)
    fields: dict[str, str] = {}
    for field, at in named(keys).items():
        value = record[keys[at]]
        if isinstance(value, str):
            fields[field] = value
        elif field == "id" and isinstance(value, int):
            fields[field] = str(value)
        elif value is not None:
            return Rejection(where, "malformed", f"{keys[at][:40]!r} is not a string; write it as one")
    if "text" not in fields:
        return Rejection(where, "no_text", 'no "text" in the object; name the article\'s text "text"')
    return article(where, limits, **fields)


def _object(line: str, where: str) -> dict[str, Any] | Rejection:
    if broken(line):
        return Rejection(where, "encoding", "not UTF-8; save the file as UTF-8")
    try:
        record = json.loads(line)
    except RecursionError:
        return Rejection(where, "malformed", "nested too deeply; one flat JSON object a line is wanted")
    except ValueError as error:
        return Rejection(where, "malformed", f"not JSON ({error}); one JSON object a line is wanted")
    if not isinstance(record, dict):
        return Rejection(where, "malformed", 'not a JSON object; {"text": "..."} is wanted')
    return record
