"""What a search found, as tables for people."""

from __future__ import annotations

from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from api.commands import tables as cells
from graph.model import Place
from graph.search import ActorHit, Hits, Match, PlaceHit, SearchAnswer, SentenceHit
from graph.text import legible


def kinds(answer: SearchAnswer) -> dict[str, Hits[Any]]:
    """The answer's lists by name, in order."""
    return {name: getattr(answer, name) for name in SearchAnswer.model_fields}


def tables(answer: SearchAnswer) -> list[Table]:
    """One for each kind of which something was found."""
    return [_table(name, hits) for name, hits in kinds(answer).items() if hits.items]


def _table(name: str, hits: Hits[Any]) -> Table:
    table = Table(title=name.capitalize(), box=box.SIMPLE_HEAD, expand=False, title_justify="left")
    for heading, ratio in (("What fits", 8), ("How", 2), ("Of", 8)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for hit in hits.items:
        table.add_row(_marked(hit.match), hit.match.closeness.value, Text(legible(_of(hit))))
    return table


def _marked(match: Match) -> Text:
    text = Text(legible(match.text))
    for start, end in match.ranges:
        text.stylize("bold underline", start, end)
    return text


def _of(hit: Any) -> str:
    """Whose words these are, and by which identifier `casus show` tells more."""
    match hit:
        case ActorHit():
            return f"{cells.name(hit.actor)}, {hit.actor.id}"
        case PlaceHit():
            return _place(hit.place)
        case SentenceHit():
            return f"{cells.article(hit.article)}, {', '.join(hit.events)}"
    return f"{cells.article(hit.article)}, {hit.article.id}"


def _place(place: Place) -> str:
    point = None if place.lat is None or place.lon is None else f"{place.lat:.2f}, {place.lon:.2f}"
    return "; ".join(part for part in (place.country, point) if part)
