"""Paths and networks as trees and tables for people."""

from __future__ import annotations

from rich import box
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from api.commands import tables
from graph.network import Network
from graph.paths import Path
from graph.text import legible


def path(found: Path) -> Tree:
    """The actors in a line, and under it each step with what says so."""
    tree = Tree(Text(" - ".join(legible(actor.name) for actor in found.actors), "bold"), guide_style="dim")
    for step in found.steps:
        acts = f"{step.events} act{'' if step.events == 1 else 's'}"
        branch = tree.add(Text(legible(f"{step.one.name} and {step.other.name}: {acts}")))
        for event in step.evidence:
            lines = [tables.event_lines(event)]
            lines += [Text(legible(report.sentence or ""), "dim") for report in event.reports[:1]]
            branch.add(Text("\n").join(lines))
    return tree


def network(found: Network) -> Table:
    table = Table(title="Who has to do with whom", box=box.SIMPLE_HEAD, title_justify="left")
    for heading in ("Who", "Whom", "Act", "Events", "First", "Last"):
        table.add_column(heading, overflow="fold")
    names = {node.id: legible(node.name) for node in found.nodes}
    for edge in found.edges:
        days = (day.isoformat() if day else "" for day in (edge.since, edge.until))
        table.add_row(names[edge.source], names[edge.target], edge.action, str(edge.events), *days)
    return table
