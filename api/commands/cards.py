"""One event, actor or article for people, and in the shape that its endpoint gives."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel
from rich.console import RenderableType
from rich.text import Text

from api.commands import tables
from api.shapes import ArticleAnswer
from graph.questions import ActorCard, ArticleCard, EventCard
from graph.text import legible

Card = EventCard | ActorCard | ArticleCard


def wire(card: Card) -> BaseModel:
    match card:
        case EventCard():
            return card.event
        case ActorCard():
            return card.actor
        case ArticleCard():
            return ArticleAnswer(**dict(card.article), events=card.events)


def parts(card: Card) -> Iterator[RenderableType]:
    match card:
        case EventCard():
            yield tables.events([card.event], "Event")
            if card.causes:
                yield tables.responses(card.causes, "What led to it")
            if card.effects:
                yield tables.responses(card.effects, "What it led to")
        case ActorCard():
            actor = card.actor
            known = (actor.kind.value, actor.country, actor.id, actor.wikidata)
            yield Text(legible(f"{actor.name}: {', '.join(part for part in known if part)}"), "bold")
            if actor.aliases:
                yield Text(legible("also called " + ", ".join(actor.aliases)))
            yield tables.events(card.events.items, "Events, of any status")
            if card.events.truncated:
                yield Text("... and more; raise --limit", "dim")
        case ArticleCard():
            yield Text(legible(tables.article(card.article)), "bold")
            yield Text(legible(" · ".join(part for part in (card.article.id, card.article.url) if part)), "dim")
            yield tables.events(card.events, "Events that it reports")
