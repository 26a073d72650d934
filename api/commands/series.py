"""What a dyad comes to, as tables for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from api.commands import tables
from graph.dyads import Dyad, Way
from graph.model import ActorRef
from graph.text import legible


def dyad(told: Dyad) -> Iterator[RenderableType]:
    one, other = _side(told.a), _side(told.b)
    for way, words in ((told.forward, f"{one} -> {other}"), (told.backward, f"{other} -> {one}")):
        counted = ", ".join(f"{number} {action}" for action, number in way.actions.items()) or "nothing"
        yield Text(legible(f"{words}: {counted}"), "bold")
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
        table.add_row(span.start.isoformat(), _way(span.forward), _way(span.backward))
    return table


def _way(way: Way) -> str:
    return f"{way.events} at {way.intensity:+.1f}" if way.intensity is not None else ""


def _side(actors: Sequence[ActorRef]) -> str:
    return " and ".join(dict.fromkeys(actor.name for actor in actors))
