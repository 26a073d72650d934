"""One event, actor or article with what belongs to it, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel
from rich.console import RenderableType
from rich.text import Text

from api.commands import tables
from api.shapes import ActorAnswer, ArticleAnswer, EventAnswer
from graph.questions import ActorCard, ArticleCard, EventCard
from graph.text import legible

Card = EventCard | ActorCard | ArticleCard


def wire(card: Card) -> BaseModel:
    match card:
        case EventCard():
            return EventAnswer(**dict(card.event), causes=card.causes, effects=card.effects, truncated=card.truncated)
        case ActorCard():
            return ActorAnswer(**dict(card.actor), events=card.events.items, truncated=card.events.truncated)
        case ArticleCard():
            return ArticleAnswer(**dict(card.article), events=card.events, truncated=card.truncated)


def parts(card: Card) -> Iterator[RenderableType]:
    match card:
        case EventCard():
            yield tables.events([card.event], "Event")
            if card.causes:
                yield tables.responses(card.causes, "What led to it")
            if card.effects:
                yield tables.responses(card.effects, "What it led to")
            yield from _more(card.truncated)
        case ActorCard():
            actor = card.actor
            known = dict.fromkeys((actor.kind.value, actor.country, actor.id, actor.wikidata))
            yield Text(legible(f"{actor.name}: {', '.join(part for part in known if part)}"), "bold")
            if actor.aliases:
                yield Text(legible("also called " + ", ".join(actor.aliases)))
            yield tables.events(card.events.items, "Events, of any status")
            yield from _more(card.events.truncated)
        case ArticleCard():
            yield Text(legible(tables.article(card.article)), "bold")
            yield Text(legible(" · ".join(part for part in (card.article.id, card.article.url) if part)), "dim")
            yield tables.events(card.events, "Events that it reports")
            yield from _more(card.truncated)


def _more(truncated: bool) -> Iterator[Text]:
    if truncated:
        yield Text("... and more; raise --limit", "dim")
