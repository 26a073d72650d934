"""A feud that no text explains, beside the invented world: attacks and acts the other way, days apart."""

from __future__ import annotations

from datetime import date

from graph.model import Action
from graph.stores import open_store
from tests.api.world import ISRAEL, MINISTER, RUSSIA
from tests.store.build import article, batch, event, hours, report

_NEWS = article("Things happened.")
_TOLD = report(_NEWS, trigger="happened")
RAID = event(Action.ASSAULT, RUSSIA, ISRAEL, date(2024, 5, 1), _TOLD, key="ev-raid")
ANSWER = event(Action.SANCTION, ISRAEL, RUSSIA, date(2024, 5, 4), _TOLD, key="ev-answer")
AGAIN = event(Action.ASSAULT, RUSSIA, ISRAEL, date(2024, 5, 9), _TOLD, key="ev-again")
SAME_DAY = event(Action.ASSAULT, ISRAEL, RUSSIA, date(2024, 5, 9), _TOLD, key="ev-same-day")
CLASH = event(Action.ASSAULT, MINISTER, RUSSIA, date(2024, 6, 1), _TOLD, key="ev-clash")
REPLY = event(Action.COERCE, RUSSIA, MINISTER, date(2024, 6, 2), _TOLD, key="ev-reply")
# (cause, effect), latest cause first
PAIRS = [
    ("ev-clash", "ev-reply"),
    ("ev-again", "ev-same-day"),
    ("ev-same-day", "ev-again"),
    ("ev-raid", "ev-answer"),
    ("ev-raid", "ev-same-day"),
]


def tell(address: str) -> None:
    """Write the feud into a store."""
    store = open_store(address)
    store.writer().write(batch([_NEWS], (RAID, ANSWER, AGAIN, SAME_DAY, CLASH, REPLY)), hours(0))
    store.close()
