"""The named questions and writes, each a file that people can run too."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import LiteralString

_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)


@cache
def statement(name: str) -> LiteralString:
    """The text of `graph/cypher/NAME.cypher`. Values reach it as parameters only."""
    path = resources.files("graph") / "cypher" / f"{name}.cypher"
    return path.read_text(encoding="utf-8")


@cache
def migrations() -> tuple[tuple[int, str, tuple[LiteralString, ...]], ...]:
    """(version, name, statements) of every migration, in order. A statement ends with a semicolon at a line's end."""
    folder = resources.files("graph.neo4j") / "migrations"
    files = sorted((path for path in folder.iterdir() if path.name.endswith(".cypher")), key=lambda path: path.name)
    return tuple(
        (int(path.name[:4]), path.name.removesuffix(".cypher"), _split(path.read_text(encoding="utf-8")))
        for path in files
    )


def _split(text: str) -> tuple[LiteralString, ...]:
    parts = re.split(r";[ \t]*$", _COMMENT.sub("", text), flags=re.MULTILINE)
    return tuple(part.strip() for part in parts if part.strip())
