"""Pieces of a document that the learnt reader takes at once: whole sentences while they fit, long ones in parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.extract.types import Span
from loaders.extract.words import Pieces, Range, words

# Encoder pieces. Small windows cost context, large ones time and memory (the encoder knows 512 places).
PIECES_PER_WINDOW = 160
PIECES_PER_PART = 240


@dataclass(slots=True)
class Window:
    """Words as character ranges of the document, their pieces, and the sentence that each stands in."""

    words: list[Range] = field(default_factory=list)
    pieces: list[tuple[int, ...]] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    size: int = 0

    def add(self, part: Window) -> None:
        self.words += part.words
        self.pieces += part.pieces
        self.sentence += part.sentence
        self.size += part.size

    def span(self, words_: Range) -> Span:
        return Span(self.words[words_[0]][0], self.words[words_[1] - 1][1])


def windows(text: str, sentences: Sequence[Span], pieces: Pieces) -> Iterator[Window]:
    """In document order, one at a time, so that a long document needs no more memory than a short one."""
    window = Window()
    for index, sentence in enumerate(sentences):
        for part in _parts(text, sentence, index, pieces):
            if window.words and window.size + part.size > PIECES_PER_WINDOW:
                yield window
                window = Window()
            window.add(part)
    if window.words:
        yield window


def _parts(text: str, sentence: Span, index: int, pieces: Pieces) -> Iterator[Window]:
    local = words(sentence.of(text))
    split = pieces.of(sentence.of(text), local)
    part = Window()
    for (start, end), ids in zip(local, split, strict=True):
        if part.size + len(ids) > PIECES_PER_PART:
            yield part
            part = Window()
        part.words.append((sentence.start + start, sentence.start + end))
        part.pieces.append(ids)
        part.sentence.append(index)
        part.size += len(ids)
    if part.words:
        yield part
