"""For whom an actor counts: itself, or the country that it is or belongs to."""

from __future__ import annotations

from enum import StrEnum

from graph.model import ActorKind, ActorRef


class RollUp(StrEnum):
    """How far countries stand for their persons and bodies.

    `none`: not at all. `country`: where they are asked for, and in answers that group by actors: an actor there counts
    for its `country`, or itself where it has none, and what happens within one country is left out. Without either
    they do where they are asked for, and each actor counts for itself.
    """

    COUNTRY = "country"
    NONE = "none"


def country(code: str) -> ActorRef:
    """The country of an actor in a store that does not hold the country itself."""
    return ActorRef(id=code, name=code, kind=ActorKind.COUNTRY, country=code)
