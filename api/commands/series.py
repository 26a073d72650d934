"""What acts come to when they are counted, as tables for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from api.commands import tables
from graph.dyads import Dyad, Period, Way
from graph.model import Action, ActorRef, Modality
from graph.neighbours import Neighbours
from graph.pairings import Pairing
from graph.text import legible


def dyad(told: Dyad) -> Iterator[RenderableType]:
    one, other = _side(told.a), _side(told.b)
    for way, words in ((told.forward, f"{one} -> {other}"), (told.backward, f"{other} -> {one}")):
        yield Text(legible(f"{words}: {counted(way.actions) or 'nothing'}"), "bold")
    if told.quiet:
        yield Text(f"longest quiet: {told.quiet.days} days, between {told.quiet.after} and {told.quiet.before}")
    if told.escalation:
        yield Text("last escalation:")
        yield tables.event_lines(told.escalation)
    if told.series:
        yield _series(told, one, other)
    if told.undated:
        yield Text(f"{told.undated} acts are not dated as precisely as a {told.period}", "dim")


def _series(told: Dyad, one: str, other: str) -> Table:
    table = Table(title="Acts and their mean intensity", box=box.SIMPLE_HEAD, title_justify="left")
    for heading in (told.period.value.capitalize(), legible(f"{one} ->"), legible(f"{other} ->")):
        table.add_column(heading)
    if told.truncated:
        table.add_row("... earlier", "", "")
    for span in told.series:
        table.add_row(_span(span.start, told.period), _way(span.forward), _way(span.backward))
    return table


def _span(start: date, period: Period) -> str:
    return start.strftime("%Y-%m") if period is Period.MONTH else start.isoformat()


def _way(way: Way) -> str:
    return f"{way.events} at {way.intensity:+.1f}" if way.intensity is not None else ""


def counted(acts: Mapping[Action, int] | Mapping[Modality, int]) -> str:
    return ", ".join(f"{number} {kind}" for kind, number in acts.items())


def _side(actors: Sequence[ActorRef]) -> str:
    return " and ".join(dict.fromkeys(actor.name for actor in actors))


def neighbours(found: Neighbours) -> Table:
    table = Table(title="Whom it has to do with", box=box.SIMPLE_HEAD, title_justify="left")
    for heading in ("Other", "Events", "It acted", "The other acted", "First", "Last"):
        table.add_column(heading, overflow="fold")
    for one in found.items:
        days = (day.isoformat() if day else "" for day in (one.since, one.until))
        who = legible(tables.name(one.actor))
        table.add_row(who, str(one.events), counted(one.outward), counted(one.inward), *days)
    return table


def pairings(found: Sequence[Pairing]) -> Table:
    table = Table(title="Who met whom, and how often", box=box.SIMPLE_HEAD, title_justify="left")
    for heading in ("One", "Other", "Meetings", "First", "Last", "The latest"):
        table.add_column(heading, overflow="fold")
    for one in found:
        sides = (legible(tables.name(side)) for side in (one.a, one.b))
        days = (day.isoformat() if day else "" for day in (one.since, one.until))
        table.add_row(*sides, str(one.events), *days, legible(one.latest))
    return table
