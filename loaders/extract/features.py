"""Arrays that the learnt reader's two networks take beside the words, the same in training and at run time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from loaders.extract.words import END, START, Range

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

BUCKETS = 15
LIKENESSES = 4
SIDES = 3


def pieces_to_words(pieces: Sequence[Sequence[int]], room: int) -> tuple[list[int], Floats]:
    """Ids between start and end sign, and the matrix [words, pieces] that averages pieces into words.

    Words beyond `room` pieces get no vector.
    """
    ids, rows = [START], list[int]()
    columns, shares = list[int](), list[float]()
    for word, split in enumerate(pieces):
        if len(ids) + len(split) >= room:
            break
        rows += [word] * len(split)
        columns += range(len(ids), len(ids) + len(split))
        shares += [1 / len(split)] * len(split)
        ids += split
    ids.append(END)
    pool = np.zeros((len(pieces), len(ids)), np.float32)
    pool[rows, columns] = shares
    return ids, pool


def span_pool(spans: Sequence[Range], length: int) -> Floats:
    """[spans, 3, words]: mean of the span, the word before it, the word after it."""
    pool = np.zeros((len(spans), 3, length), np.float32)
    for row, (first, end) in enumerate(spans):
        pool[row, 0, first:end] = 1 / (end - first)
        if first:
            pool[row, 1, first - 1] = 1
        if end < length:
            pool[row, 2, end] = 1
    return pool


def distances(left: Sequence[Range], right: Sequence[Range]) -> Ints:
    """[left, right]: signed distance of the first words in 15 steps, 7 for none."""
    gap = np.array([s for s, _ in right], np.int64)[None, :] - np.array([s for s, _ in left], np.int64)[:, None]
    size = np.digitize(np.abs(gap), (1, 2, 3, 4, 7, 12, 24))
    return np.asarray(7 + np.sign(gap) * size, np.int64).reshape(len(left), len(right))


def between(left: Sequence[Range], right: Sequence[Range]) -> Ints:
    """[left, right, 2]: first and end word of what stands between two spans; empty where they touch."""
    out = np.zeros((len(left), len(right), 2), np.int64)
    for i, (a, b) in enumerate(left):
        for j, (c, d) in enumerate(right):
            low, high = (b, c) if a <= c else (d, a)
            out[i, j] = low, max(low, high)
    return out


def sides(left: Sequence[int], right: Sequence[int]) -> Ints:
    """[left, right]: 0 in the same sentence, 1 the right one stands in a later sentence, 2 in an earlier one."""
    order = np.sign(np.array(right, np.int64)[None, :] - np.array(left, np.int64)[:, None])
    return np.asarray(order % 3, np.int64).reshape(len(left), len(right))


def likeness(surfaces: Sequence[str]) -> Ints:
    """[mentions, mentions]: 1 same words, 2 one holds the other, 3 the later is one lower-case word, else 0."""
    sets = [frozenset(surface.lower().split()) for surface in surfaces]
    small = [surface.islower() and " " not in surface for surface in surfaces]
    out = np.zeros((len(surfaces), len(surfaces)), np.int64)
    for i, one in enumerate(sets):
        for j, other in enumerate(sets):
            out[i, j] = 1 if one == other else 2 if one <= other or other <= one else 3 if small[j] else 0
    return out
