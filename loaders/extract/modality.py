"""The status of an act, where words beside its trigger settle it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from graph.model import Action, Modality
from loaders.extract.languages import language
from loaders.extract.types import ProposedEvent

_BEFORE_CHARS = 60
# "Will not back down" refuses now; only what is done can be announced.
_SAID = frozenset({Action.REJECT, Action.ACCUSE})


# In the future tense these are promises (PLOVER codebook, AGREE).
_PROMISED = frozenset({Action.CONSULT, Action.SUPPORT, Action.COOPERATE, Action.AID})


def announced(text: str, lang: str, event: ProposedEvent) -> ProposedEvent:
    """The event as the reader has it, but what "will" or "akan" announces is planned, and cooperation then agreed.

    On the training records such words stand before 160 planned acts and 4 that occurred.
    """
    if event.modality is not Modality.OCCURRED or event.action in _SAID:
        return event
    if not lies_ahead(text, lang, event):
        return event
    if event.action in _PROMISED:
        return replace(event, action=Action.AGREE, mode=None, modality=Modality.PLANNED)
    return replace(event, modality=Modality.PLANNED)


def lies_ahead(text: str, lang: str, event: ProposedEvent) -> bool:
    """Whether the words before the trigger announce it."""
    before = text[max(0, event.trigger.start - _BEFORE_CHARS) : event.trigger.start]
    # A meeting is often a noun with a verb of its own: "will hold an emergency meeting". Of other acts the noun is an
    # object: "akan membalas pembunuhan" announces an answer, not the killing.
    between = 4 if event.action in (Action.CONSULT, Action.AGREE) else 0
    return _ahead(lang, between).search(before) is not None


@cache
def _ahead(lang: str, between: int) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in language(lang).modality["ahead"])
    return re.compile(rf"(?<!\w)(?:{words})\s+(?:[\w'’-]+\s+){{0,{between}}}$", re.IGNORECASE)
