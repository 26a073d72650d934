"""Words that stand at a mention's edge and belong to no actor: "at least 11 people", "police with a"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from loaders.extract.languages import language
from loaders.extract.types import Mention, MentionKind, Span

_KEPT = frozenset({MentionKind.PLACE, MentionKind.DATE})


def trimmed(text: str, lang: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, in their order, those of actors without such words; one that would be nothing else stays."""
    core = _core(lang)
    return tuple(m if m.kind in _KEPT else replace(m, span=_inside(text, m.span, core)) for m in mentions)


def _inside(text: str, span: Span, core: re.Pattern[str]) -> Span:
    found = core.fullmatch(span.of(text))
    return Span(span.start + found.start(1), span.start + found.end(1)) if found else span


@cache
def _core(lang: str) -> re.Pattern[str]:
    words = language(lang).mentions
    before, after = _any(words["leading"]), _any(words["trailing"])
    return re.compile(rf"(?:{before}\s+)*(\S.*?)(?:\s+{after})*", re.IGNORECASE | re.DOTALL)


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"
