"""Words and their pieces: what the learnt reader sees of a text, the same in training and at run time."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from tokenizers import Tokenizer

Range = tuple[int, int]

UNKNOWN, START, PAD, END = 3, 0, 1, 2
MAX_PIECES_PER_WORD = 8
WORD = re.compile(r"\w+(?:[-.]\w+)*\.?(?<!\w\.)|\w+|[^\w\s]")
CUT = re.compile(r"(?<=\w)nya$|(?<=\w)-|(?<=-)\w")


def words(text: str) -> list[Range]:
    """Character spans of words and signs; the Indonesian suffix -nya and the parts of hyphenated words stand alone."""
    spans: list[Range] = []
    for found in WORD.finditer(text):
        start, end = found.span()
        cuts = sorted({start, end, *(start + cut.start() for cut in CUT.finditer(found.group()))})
        spans += pairwise(cuts)
    return spans


class Pieces:
    """Splits single words into the ids of the encoder's vocabulary; answers are kept, for news repeats its words."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._ids = lru_cache(maxsize=100_000)(self._split)

    def _split(self, form: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(form, add_special_tokens=False).ids[:MAX_PIECES_PER_WORD]) or (UNKNOWN,)

    def of(self, text: str, spans: list[Range]) -> list[tuple[int, ...]]:
        """Piece ids of each word of the text; a word that follows a space begins with the space sign."""
        return [
            self._ids(("\u2581" if i == 0 or spans[i - 1][1] < start else "") + text[start:end][:80])
            for i, (start, end) in enumerate(spans)
        ]
