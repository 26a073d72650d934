"""The status of an act, where words beside its trigger settle it."""

from __future__ import annotations

import re
from functools import cache

from graph.model import Action, Modality
from loaders.extract.languages import language
from loaders.extract.types import ProposedEvent

_BEFORE_CHARS = 60
# "Will not back down" refuses now; only what is done can be announced.
_SAID = frozenset({Action.REJECT, Action.ACCUSE})


def status(text: str, lang: str, event: ProposedEvent) -> Modality:
    """The reader's modality, but what "will" or "akan" announces has not occurred.

    On the training records such words stand before 160 planned acts and 4 that occurred.
    """
    if event.modality is not Modality.OCCURRED or event.action in _SAID:
        return event.modality
    before = text[max(0, event.trigger.start - _BEFORE_CHARS) : event.trigger.start]
    # A meeting is often a noun with a verb of its own: "will hold an emergency meeting".
    ahead = _ahead(lang, 4 if event.action is Action.CONSULT else 1)
    return Modality.PLANNED if ahead.search(before) else event.modality


@cache
def _ahead(lang: str, between: int) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in language(lang).modality["ahead"])
    return re.compile(rf"(?<!\w)(?:{words})\s+(?:[\w'’-]+\s+){{0,{between}}}$", re.IGNORECASE)
