"""Chains as trees for people."""

from __future__ import annotations

from rich.text import Text
from rich.tree import Tree

from api.commands import tables
from graph.chains import Branch
from graph.text import legible


def chain(branch: Branch) -> Tree:
    """An event, and under it what it goes on to, each with the words that say so."""
    tree = Tree(_told(branch), guide_style="dim")
    _grow(tree, branch)
    return tree


def _grow(tree: Tree, branch: Branch) -> None:
    for below in branch.branches:
        _grow(tree.add(_told(below)), below)
    if branch.truncated:
        tree.add(Text("... and more", "dim"))


def _told(branch: Branch) -> Text:
    lines = [tables.event_lines(branch.event)]
    if branch.link:
        lines.append(tables.link_lines(branch.link))
    elif branch.event.reports:
        lines.append(Text(legible(branch.event.reports[0].sentence or "")))
    if branch.again:
        lines.append(Text("(goes on where it stands above)", "dim"))
    return Text("\n").join(lines)
