"""Which mentions are the same actor."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from loaders.extract.features import Floats
from loaders.extract.tags import Tagged


class Clusters:
    """Numbers for sets of mentions that grow as windows are read; names written alike meet across windows."""

    def __init__(self) -> None:
        self._parent: list[int] = []
        self._named: dict[str, int] = {}

    def add(self, surface: str) -> int:
        """A new mention: its number."""
        number = len(self._parent)
        self._parent.append(number)
        if any(letter.isupper() for letter in surface):
            self.join(number, self._named.setdefault(surface.casefold(), number))
        return number

    def find(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = number = self._parent[self._parent[number]]
        return number

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low


def antecedents(same: Floats, mentions: Sequence[Tagged], actors: int) -> list[tuple[int, int]]:
    """same [earlier, later], mentions in text order: (mention, earlier mention) where one is likelier than none.

    Only the first `actors` labels are actors; others have no antecedent.
    """
    pairs = []
    for later, mention in enumerate(mentions):
        open_ = [i for i in range(later) if mentions[i].label < actors and mentions[i].span[0] < mention.span[0]]
        if mention.label >= actors or not open_:
            continue
        best = open_[int(np.argmax(same[open_, later]))]
        if same[best, later] > 0:
            pairs.append((later, best))
    return pairs
