"""Where sentences end: a line break always ends one; full stops, question and exclamation marks mostly do."""

from __future__ import annotations

import re

from loaders.extract.languages import language
from loaders.extract.types import Span

# A closing mark with its quotes and brackets, then a blank and something that can open a sentence ...
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)|[.!?][\"”’](?=[A-Z])")
_OPENING = re.compile(r"\s*+[\"'“‘«(\[]*+(\w)?")
# ... or no blank at all where a scraper lost it with a link: "…pada Senin.Serangan itu".
_LOST_BLANK = re.compile(r"(?:(?<=[a-z]{3})|(?<=[A-Z]{3}))\.(?=[A-Z][a-z]{2})")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
# No abbreviation is longer.
_WORD_CHARS = 24
_LAST_WORD = re.compile(r"([\w.’'-]+)$")


def sentences(text: str, lang: str, max_chars: int = 4000) -> tuple[Span, ...]:
    """Spans of the sentences of `text`, in order, without blanks at their ends.

    A sentence longer than `max_chars` is cut at a blank, so that no stage meets an unbounded one.
    """
    short = frozenset(language(lang).sentences["abbreviations"])
    spans = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for end in [*_ends(line.group(), short), len(line.group())]:
            spans += _bounded(text, start, line.start() + end, max_chars)
            start = line.start() + end
    return tuple(spans)


def _ends(line: str, short: frozenset[str]) -> list[int]:
    ends = {found.end() for found in _LOST_BLANK.finditer(line)}
    for found in _END.finditer(line):
        opening = _OPENING.match(line, found.end())
        if opening is None or opening[1] is None or opening[1].islower():
            continue
        if found.group() == "." and _abbreviated(line[max(0, found.start() - _WORD_CHARS) : found.start()], short):
            continue
        ends.add(found.end())
    return sorted(ends)


def _abbreviated(before: str, short: frozenset[str]) -> bool:
    """Whether the full stop after `before` belongs to an abbreviation or an initial ("Dr.", "J.", "U.S.")."""
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    return word.group().lower() in short or _INITIALS.fullmatch(word.group()) is not None


def _bounded(text: str, start: int, end: int, max_chars: int) -> list[Span]:
    out = []
    while start < end:
        stop = end
        if end - start > max_chars:
            blank = text.rfind(" ", start + 1, start + max_chars)
            stop = blank if blank > start else start + max_chars
        piece = text[start:stop]
        left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if left < right:
            out.append(Span(start + left, start + right))
        start = stop
    return out
