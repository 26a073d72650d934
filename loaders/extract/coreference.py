"""What rules know of who is who in a document, after the reader: states stay apart, short names find their full one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.text import fold
from loaders.actors.countries import countries
from loaders.extract.types import Mention, MentionKind

# Words that many full names share say nothing about whose name it is.
_COMMON = frozenset("abu al ben bin binti da de dos el ibn muhammad the van von".split())
_NOT_ACTORS = frozenset({MentionKind.PLACE, MentionKind.DATE})


def mended(text: str, lang: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, in their order, with clusters that hold one actor each as far as names can tell."""
    apart = _states_apart(text, lang, mentions)
    full = _full_names(text, apart)
    return tuple(replace(m, cluster=full.get(m.cluster, m.cluster)) for m in apart)


def _states_apart(text: str, lang: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Clusters that mix names of several states are parted; other words go with the name read last before them."""
    states = [
        None if m.kind in _NOT_ACTORS or m.kind is MentionKind.PERSON else countries().find(m.span.of(text), lang)
        for m in mentions
    ]
    held: dict[int, set[str]] = {}
    for mention, state in zip(mentions, states, strict=True):
        if state:
            held.setdefault(mention.cluster, set()).add(state)
    numbers: dict[tuple[int, str], int] = {}
    current: dict[int, str] = {}
    out = list(mentions)
    for index in sorted(range(len(mentions)), key=lambda i: mentions[i].span.start):
        cluster, state = mentions[index].cluster, states[index]
        if mentions[index].kind in _NOT_ACTORS or len(held.get(cluster, ())) < 2:
            continue
        state = current[cluster] = state or current.get(cluster) or min(held[cluster])
        # New numbers are negative: the reader's are not.
        out[index] = replace(mentions[index], cluster=numbers.setdefault((cluster, state), -1 - len(numbers)))
    return out


def _full_names(text: str, mentions: Sequence[Mention]) -> dict[int, int]:
    """cluster -> cluster with the full name, for persons named by one word that belongs to one full name only."""
    full: dict[str, set[int]] = {}
    short: dict[int, set[str]] = {}
    for mention in mentions:
        words = fold(mention.span.of(text)).split()
        if mention.kind is not MentionKind.PERSON or not mention.span.of(text)[:1].isupper():
            continue
        names = short.setdefault(mention.cluster, set())
        if len(words) > 1:
            for word in set(words) - _COMMON:
                full.setdefault(word, set()).add(mention.cluster)
            names.add("")
        else:
            names.update(words)
    joined = {}
    for cluster, names in short.items():
        owners = full.get(next(iter(names)), set()) if len(names) == 1 and "" not in names else set()
        if len(owners) == 1:
            joined[cluster] = next(iter(owners))
    return joined
