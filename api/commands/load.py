"""casus load: articles and data sets into the store."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

import typer

from api.commands import options as o

if TYPE_CHECKING:
    from datetime import date
    from io import BufferedReader

    from api.settings import Settings
    from graph.store import Store
    from loaders.article import Rejection
    from loaders.datasets.inputs import DataSet
    from loaders.datasets.jobs import Outcome
    from loaders.load import Progress, Summary


def load(
    inputs: o.Inputs,
    store: o.StoreAddress = None,
    published: o.Published = None,
    format_: o.Format = None,
    release: o.Release = "",
    whole: o.Whole = None,
    max_rejects: o.MaxRejects = None,
    dry_run: o.DryRun = False,
    json: o.Json = False,
) -> None:
    """Read articles (.txt, .html, .jsonl, .csv, feeds, addresses) and event data sets (GDELT, ICEWS, POLECAT, ACLED,
    UCDP GED; plain, .gz, .zip) and store who did what to whom.

    Loading the same again changes nothing; a load that was stopped goes on. Status 1 says that something could not be
    read, or that there was nothing.
    """
    from json import dumps

    from api.commands import datasets, output
    from api.settings import settings
    from loaders.datasets.inputs import Wish, split

    configured = settings()
    stdin = cast("BufferedReader", sys.stdin.buffer) if "-" in inputs else None
    sets, articles = split(inputs, configured.limits, Wish(format_, release, whole), stdin)
    if dry_run:
        failed = datasets.dry_run(sets, articles, configured, json=json)
        raise typer.Exit(1 if failed else 0)
    outcomes, summary = _load(sets, articles, configured, store, published, max_rejects)
    if json:
        answer = summary.as_dict() if summary else {}
        shown = [outcome.as_dict() for outcome in outcomes]
        output.write(dumps({**answer, "datasets": shown} if shown else answer, ensure_ascii=False, indent=2))
    else:
        for outcome in outcomes:
            datasets.report(outcome)
        if summary:
            _report(summary, configured.rejections_shown)
    if any(outcome.troubled for outcome in outcomes) or (summary and (summary.rejected or not summary.read)):
        raise typer.Exit(1)


def _load(
    sets: list[DataSet],
    articles: list[str],
    configured: Settings,
    address: str | None,
    published: date | None,
    max_rejects: int | None,
) -> tuple[list[Outcome], Summary | None]:
    from api.commands import datasets
    from api.stores import open_ready

    opened = open_ready(configured, address)
    try:
        most = configured.max_rejects if max_rejects is None else max_rejects
        outcomes = datasets.load(sets, opened, configured, most)
        return outcomes, _load_articles(articles, opened, configured, published) if articles else None
    finally:
        opened.close()


def _load_articles(articles: list[str], store: Store, configured: Settings, published: date | None) -> Summary:
    from loaders.article import dated
    from loaders.extract.pipeline import Extractor
    from loaders.load import load as run
    from loaders.readers.inputs import read_inputs

    with _progress(configured.log_seconds) as on_progress:
        return run(
            dated(read_inputs(articles, configured.limits), published),
            store,
            Extractor.default(),
            on_progress=on_progress,
            workers=configured.workers,
        )


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
