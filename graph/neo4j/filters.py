"""A query of the protocol as parameters of a question, and where the question starts."""

from __future__ import annotations

from datetime import date

from graph.store import ActorFilter, EventQuery

# Lucene's own limits on a term and on clauses; what the index finds is checked in full by the question.
_TERM, _TERMS = 100, 32
_NOWHERE: dict[str, object] = {"ids": [], "countries": [], "place": None, "toldBy": None}


def parameters(query: EventQuery, last: date | None = date.max) -> dict[str, object]:
    """The `$event`, `$cause` or `$effect` of a question; `last` is the day at which its page starts (None: undated)."""
    dated = query.since or query.until
    since = query.since or (date.min if dated else None)
    until = min(query.until or date.max, last) if last else None
    return {
        "since": since.isoformat() if since else "",
        "until": until.isoformat() if until else "",
        "actions": sorted(query.actions) or None,
        "modes": sorted(query.modes) or None,
        "modalities": sorted(query.modalities) or None,
        "minConfidence": query.min_confidence,
        "place": query.place,
        "country": query.country,
        "toldBy": query.told_by,
        "minReports": query.min_reports,
        "bothSides": query.both_sides,
        "source": query.source and actors(query.source),
        "target": query.target and actors(query.target),
        "actor": query.actor and actors(query.actor),
        "counterpart": query.counterpart and actors(query.counterpart),
    }


def anchor(*queries: EventQuery) -> dict[str, object] | None:
    """The fewest nodes that every answer touches: some actors, else a place; None when there are none to start from."""
    sides = [side for query in queries for side in (query.source, query.target, query.actor, query.counterpart) if side]
    lands = [frozenset({query.country}) for query in queries if query.country is not None]
    sides += [ActorFilter(land, land) for land in lands]
    places = [query.place for query in queries if query.place is not None]
    if sides:
        best = min(sides, key=lambda side: (len(side.roll_up), len(side.ids)))
        if not best.roll_up or not places:
            return {**_NOWHERE, **actors(best)}
    return {**_NOWHERE, "place": places[0]} if places else None


def telling(*queries: EventQuery) -> dict[str, object] | None:
    """The data set or publisher that every answer comes from, to start there; None where none is asked for."""
    names = [query.told_by for query in queries if query.told_by is not None]
    return {**_NOWHERE, "toldBy": names[0]} if names else None


def lucene(folded: str) -> str:
    """Folded words as a query of the full-text index: each must begin a word. They hold letters and digits only."""
    return " ".join(f"+{word[:_TERM]}*" for word in folded.split()[:_TERMS])


def actors(side: ActorFilter) -> dict[str, list[str]]:
    return {"ids": sorted(side.ids), "countries": sorted(side.roll_up)}
