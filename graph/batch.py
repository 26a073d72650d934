"""What an article tells, on its way into a store in one transaction, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import InputError
from graph.model import Actor, Article, Event, EventLink, Place


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction writes. Every actor, place and article that an event or link names is in it.

    A link's two events are in it or in the store.
    """

    articles: tuple[Article, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[EventLink, ...] = ()

    def check(self) -> None:
        """Raise InputError when the batch names what it does not hold, or an event has no actor or no report."""
        actors = {actor.id for actor in self.actors}
        places = {place.id for place in self.places}
        articles = {article.id for article in self.articles}
        for event in self.events:
            sides = [actor.id for actor in (event.source, event.target) if actor]
            claimants = [report.attributed_to.id for report in event.reports if report.attributed_to]
            if not sides or not event.reports:
                raise InputError(f"event {event.id} has no {'report' if sides else 'actor'}: nothing was written")
            _held("actor", {*sides, *claimants}, actors, event.id)
            _held("place", {event.place.id} if event.place else set(), places, event.id)
            _held("article", {report.article.id for report in event.reports}, articles, event.id)
        for link in self.links:
            if link.cause == link.effect:
                raise InputError(f"event {link.cause} is linked to itself: nothing was written")
            _held("article", {link.link.article.id}, articles, f"{link.cause} -> {link.effect}")

    def without(self, withdrawn: frozenset[str]) -> Batch:
        """The batch less these articles, their reports and links, and the events that nothing else reports."""
        if not withdrawn:
            return self
        events = tuple(
            event.model_copy(update={"reports": reports})
            for event in self.events
            if (reports := tuple(report for report in event.reports if report.article.id not in withdrawn))
        )
        gone = {event.id for event in self.events} - {event.id for event in events}
        return Batch(
            articles=tuple(article for article in self.articles if article.id not in withdrawn),
            actors=self.actors,
            places=self.places,
            events=events,
            links=tuple(
                link
                for link in self.links
                if link.link.article.id not in withdrawn and not gone & {link.cause, link.effect}
            ),
        )


def _held(kind: str, named: set[str], held: set[str], where: str) -> None:
    if missing := sorted(named - held):
        raise InputError(f"{where} names {kind} {missing[0]}, which its batch lacks: nothing was written")


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows were new. An event known before the batch that got a new report counts as merged.

    `withdrawn` counts the batch's articles that were left out because they had been retracted.
    """

    articles: int = 0
    events: int = 0
    merged: int = 0
    reports: int = 0
    links: int = 0
    withdrawn: int = 0

    def __add__(self, other: Written) -> Written:
        return Written(
            self.articles + other.articles,
            self.events + other.events,
            self.merged + other.merged,
            self.reports + other.reports,
            self.links + other.links,
            self.withdrawn + other.withdrawn,
        )
