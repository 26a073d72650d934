"""What commands print: answers on standard output, everything else on standard error."""

from __future__ import annotations

import io
import logging
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

PIPE_WIDTH = 140


def say(words: str) -> None:
    """One line for people on standard error. Names from hostile input cannot steer the terminal."""
    from graph.text import legible

    print(f"casus: {legible(' '.join(words.split()))}", file=sys.stderr, flush=True)  # noqa: T201


def prepare() -> None:
    """Let no terminal's encoding end a command: what it cannot show is escaped. Our errors say what a driver logs."""
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def write(text: str) -> None:
    """Machine-readable text in UTF-8, whatever the terminal's encoding."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.encoding.lower() != "utf-8":
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(text + "\n")


def console() -> Console:
    from rich.console import Console

    columns = os.environ.get("COLUMNS", "")
    width = None if sys.stdout.isatty() else int(columns) if columns.isdecimal() and int(columns) else PIPE_WIDTH
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False, width=width)


def show(*parts: RenderableType) -> None:
    screen = console()
    for part in parts:
        screen.print(part)


def drop_output() -> None:
    """The reader of our output is gone (`| head`): what is still to be flushed goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
