"""Who met whom, counted: two actors and how often."""

from __future__ import annotations

from enum import StrEnum

from graph.model import ActorRef, Day, Value


class Group(StrEnum):
    """How meetings are told: by the pairs that met."""

    PAIR = "pair"


class Pairing(Value):
    """Two actors, the smaller identifier first, and the events that name both, whichever acts.

    `since` and `until` are the first and last known day, `latest` the event that a list of them would begin with.
    """

    a: ActorRef
    b: ActorRef
    events: int
    since: Day | None
    until: Day | None
    latest: str
