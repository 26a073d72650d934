"""Spans out of the tagger's word labels (O, B-0, I-0, B-1, I-1, ...)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from loaders.extract.features import Floats
from loaders.extract.words import Range


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span of words, its label and how sure the tagger is of its surest word."""

    span: Range
    label: int
    confidence: float


def softmax(logits: Floats) -> Floats:
    """Over the last axis."""
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), np.float32)


def tagged_spans(logits: Floats, threshold: float) -> list[Tagged]:
    """logits [words, 1 + 2 labels]; a word is inside when 1 - P(O) is over the threshold."""
    chances = softmax(logits)
    inside = 1 - chances[:, 0]
    labels = chances[:, 1:].reshape(len(logits), -1, 2)
    begins = labels[..., 0].sum(-1) >= labels[..., 1].sum(-1)
    runs: list[list[int]] = []
    for i in np.flatnonzero(inside > threshold).tolist():
        if runs and runs[-1][1] == i and not begins[i]:
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    share = labels.sum(-1)
    return [Tagged((a, b), int(share[a:b].sum(0).argmax()), float(inside[a:b].max())) for a, b in runs]
