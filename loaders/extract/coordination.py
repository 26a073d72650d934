"""Actors in a list share a role: who met A, B and C met all three."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from loaders.actors.titles import is_title_word
from loaders.extract.languages import language
from loaders.extract.types import Mention, MentionKind, ProposedEvent

_ACTING = frozenset(MentionKind) - {MentionKind.PLACE, MentionKind.DATE}
_BETWEEN_CHARS = 120
_WORD = re.compile(r"[\w'’.-]+")


def expanded(
    text: str, lang: str, mentions: Sequence[Mention], events: Sequence[ProposedEvent]
) -> tuple[ProposedEvent, ...]:
    """The events, and after each target out of a list of names the same event with the rest of the list.

    A list is names of one kind, parted by commas and a last "and", with nothing but titles between them.
    """
    lists = _lists(text, lang, mentions)
    told = {(e.trigger, side) for e in events for side in (e.source, e.target)}
    out = []
    for event in events:
        out.append(event)
        rest = [] if event.source is None or event.target is None else lists.get(event.target, [])
        if event.source in rest:
            continue
        for other in rest:
            if (event.trigger, other) not in told:
                told.add((event.trigger, other))
                out.append(replace(event, target=other))
    return tuple(out)


def _lists(text: str, lang: str, mentions: Sequence[Mention]) -> dict[int, list[int]]:
    """mention -> the mentions of its list, in order; nothing for a mention that stands alone."""
    order = sorted((i for i, m in enumerate(mentions) if m.kind in _ACTING), key=lambda i: mentions[i].span.start)
    runs: list[list[int]] = []
    closed = True
    for index in order:
        joint = _joint(text, lang, mentions[runs[-1][-1]], mentions[index]) if runs and not closed else None
        if joint:
            runs[-1].append(index)
        else:
            runs.append([index])
        closed = joint == "and"
    # Without an "and" before the last, a comma parts clauses as well as names.
    whole = [run for run in runs if len(run) > 1 and _joint(text, lang, mentions[run[-2]], mentions[run[-1]]) == "and"]
    return {index: run for run in whole for index in run}


def _joint(text: str, lang: str, left: Mention, right: Mention) -> str | None:
    """What joins two names: "and", "," or nothing that makes a list of them."""
    between = text[left.span.end : right.span.start]
    if left.kind is not right.kind or left.cluster == right.cluster or len(between) > _BETWEEN_CHARS:
        return None
    joined = _separator(lang).match(between)
    if joined is None or re.search(r"[.;:!?\n\"“”()]", between):
        return None
    titles = _WORD.findall(between[joined.end() :])
    if not all(word[:1].isupper() or is_title_word(word) for word in titles):
        return None
    return "and" if joined["last"] else ","


@cache
def _separator(lang: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in language(lang).coordination["and"])
    return re.compile(rf"\s*(?:,\s*)?(?P<last>(?:{words})\s)|\s*,\s", re.IGNORECASE)
