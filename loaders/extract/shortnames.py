"""Short names: "Shoigu" is the Sergei Shoigu whom the same article names in full."""

from __future__ import annotations

from collections.abc import Sequence

from graph.text import fold
from loaders.extract.types import Mention, MentionKind

# Words that many full names share say nothing about whose name it is.
_COMMON = frozenset({"al", "bin", "binti", "el", "ibn", "van", "von", "de", "da", "dos", "abu", "ben", "the", "muhammad"})


def full_names(text: str, mentions: Sequence[Mention]) -> dict[int, int]:
    """cluster -> cluster with the full name, for persons named by one word that belongs to one full name only."""
    full: dict[str, set[int]] = {}
    short: dict[int, set[str]] = {}
    for mention in mentions:
        words = fold(mention.span.of(text)).split()
        if mention.kind is not MentionKind.PERSON or not mention.span.of(text)[:1].isupper():
            continue
        if len(words) > 1:
            for word in set(words) - _COMMON:
                full.setdefault(word, set()).add(mention.cluster)
            short.setdefault(mention.cluster, set()).add("")
        else:
            short.setdefault(mention.cluster, set()).update(words)
    joined = {}
    for cluster, names in short.items():
        owners = full.get(next(iter(names)), set()) if len(names) == 1 and "" not in names else set()
        if len(owners) == 1:
            joined[cluster] = next(iter(owners))
    return joined
