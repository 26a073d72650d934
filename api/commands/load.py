"""casus load: articles into the store."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from api.commands import options as o

if TYPE_CHECKING:
    from loaders.article import Rejection
    from loaders.load import Progress, Summary


def load(inputs: o.Inputs, store: o.StoreAddress = None, published: o.Published = None, json: o.Json = False) -> None:
    """Read articles (.txt, .html, .jsonl, .csv, feeds, addresses) and store who did what to whom.

    Loading the same again changes nothing. Status 1 says that something was rejected, or that there was nothing.
    """
    from json import dumps

    from api.commands import output
    from api.settings import settings
    from api.stores import open_ready
    from loaders.article import dated
    from loaders.extract.pipeline import Extractor
    from loaders.load import load as run
    from loaders.readers.inputs import read_inputs

    configured = settings()
    opened = open_ready(configured, store)
    try:
        with _progress(configured.log_seconds) as on_progress:
            summary = run(
                dated(read_inputs(inputs, configured.limits), published),
                opened,
                Extractor.default(),
                on_progress=on_progress,
                workers=configured.workers,
            )
    finally:
        opened.close()
    if json:
        output.write(dumps(summary.as_dict(), ensure_ascii=False, indent=2))
    else:
        _report(summary, configured.rejections_shown)
    if summary.rejected or not summary.read:
        raise typer.Exit(1)


@contextmanager
def _progress(seconds: float) -> Iterator[Callable[[Progress], None]]:
    """A bar on a terminal, else one line every `seconds`."""
    from api.commands.output import say

    if not sys.stderr.isatty():
        last = time.monotonic()

        def line(progress: Progress) -> None:
            nonlocal last
            if time.monotonic() - last >= seconds:
                last = time.monotonic()
                say(_words(progress))

        yield line
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    screen = Console(file=sys.stderr)
    columns = SpinnerColumn(), BarColumn(10), TextColumn("{task.description}", markup=False), TimeElapsedColumn()
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda progress: bar.update(task, description=_words(progress))


def _words(progress: Progress) -> str:
    rate = progress.read / progress.seconds if progress.seconds else 0.0
    return (
        f"{progress.read} read, {progress.loaded} loaded, {progress.rejected} rejected, "
        f"{progress.events} events, {rate:.1f} articles/s"
    )


def _report(summary: Summary, shown: int) -> None:
    from rich import box
    from rich.table import Table

    from api.commands import output

    rate = summary.as_dict()["rate"]
    table = Table(title="Loaded", box=box.SIMPLE_HEAD, title_justify="left", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for label, count in (
        ("articles read", summary.read),
        ("loaded", summary.loaded),
        ("unchanged", summary.unchanged),
        ("rejected", summary.rejected),
        ("events", summary.events),
        ("told again", summary.merged),
        ("reports", summary.reports),
        ("links", summary.links),
    ):
        table.add_row(label, str(count))
    table.add_row("seconds", f"{summary.seconds:.1f}")
    table.add_row("articles/s", f"{rate:.1f}")
    output.show(table)
    listed: Counter[str] = Counter()
    for rejection in summary.rejections:
        listed[rejection.code] += 1
        if listed[rejection.code] <= shown:
            output.say(f"rejected {rejected(rejection)}")
    for code, count in summary.reasons.items():
        if count > shown:
            output.say(f"rejected {count} in all as {code}; CASUS_REJECTIONS_SHOWN lists more")
    if not summary.read:
        output.say("nothing to load: the inputs hold no article; name files, directories or addresses")


def rejected(rejection: Rejection) -> str:
    """What was rejected and why, in one line."""
    reason, where = rejection.reason, rejection.where
    return reason if reason.startswith(where) else f"{where}: {reason}"
