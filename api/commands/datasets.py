"""How `casus load` loads data sets: progress, and what became of each file."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from api.settings import Settings
    from graph.store import Store
    from loaders.datasets.coded import Fault
    from loaders.datasets.feed import Spec
    from loaders.datasets.inputs import DataSet
    from loaders.datasets.jobs import Outcome, Tally


def load(sets: Sequence[DataSet], store: Store, configured: Settings, max_rejects: int | None) -> list[Outcome]:
    """One load after another; a file that cannot be opened does not keep the others from theirs."""
    from graph.errors import InputError, LimitError
    from loaders.datasets.load import Plan
    from loaders.datasets.load import load as run

    outcomes = []
    for one in sets:
        plan = Plan(configured.jobs_dir, max_rejects)
        try:
            with progress(one.name, configured.log_seconds) as on_progress:
                outcomes.append(run(_spec(one, configured), store, plan, on_progress, _stream(one)))
        except (InputError, LimitError) as error:
            outcomes.append(_failed(one, str(error)))
    return outcomes


def dry_run(sets: Sequence[DataSet], articles: Sequence[str], configured: Settings, *, json: bool) -> bool:
    """Tell what would be loaded and the first rejected rows; whether something could not be read."""
    from json import dumps

    from api.commands import output

    found = _tried(sets, configured)
    if json:
        shown = [{**outcome.as_dict(), "rejections": [f._asdict() for f in faults]} for outcome, faults in found]
        output.write(
            dumps({"dry_run": True, "datasets": shown, "articles": list(articles)}, ensure_ascii=False, indent=2)
        )
    else:
        for outcome, faults in found:
            report(outcome)
            for fault in faults:
                output.say(f"rejected row {fault.number}: {fault.reason} ({fault.code})")
        if articles:
            output.say(f"inputs that would be read as articles: {', '.join(articles)}")
        output.say("a dry run: nothing was stored")
    return any(outcome.troubled for outcome, _ in found)


def _tried(sets: Sequence[DataSet], configured: Settings) -> list[tuple[Outcome, list[Fault]]]:
    from graph.errors import InputError, LimitError
    from loaders.datasets.trial import trial

    found = []
    for one in sets:
        try:
            with progress(one.name, configured.log_seconds) as on_progress:
                shown = configured.rejections_shown
                found.append(trial(_spec(one, configured), shown, on_progress, _stream(one)))
        except (InputError, LimitError) as error:
            found.append((_failed(one, str(error)), []))
    return found


def _spec(one: DataSet, configured: Settings) -> Spec:
    from graph.errors import InputError
    from loaders.datasets.feed import Spec

    if one.format is None:
        raise InputError(one.reason)
    return Spec(one.path, one.format, one.release, configured.limits, one.whole)


def _stream(one: DataSet) -> BinaryIO | None:
    return None if one.path else sys.stdin.buffer


def _failed(one: DataSet, reason: str) -> Outcome:
    from graph.model import JobState
    from loaders.datasets.jobs import Outcome, Tally

    return Outcome("", one.name, one.format or "", JobState.FAILED, Tally(), None, reason)


@contextmanager
def progress(name: str, seconds: float) -> Iterator[Callable[[Tally], None]]:
    """A bar with rate and time left on a terminal, else one line every `seconds`."""
    from api.commands.output import say

    if not sys.stderr.isatty():
        last = time.monotonic()

        def line(tally: Tally) -> None:
            nonlocal last
            if time.monotonic() - last >= seconds:
                last = time.monotonic()
                say(f"{name}: {words(tally)}")

        yield line
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    text = TextColumn("{task.description}", markup=False)
    columns = BarColumn(20), TaskProgressColumn(), text, TimeRemainingColumn()
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(name, total=None)
        yield lambda tally: bar.update(task, completed=tally.done, total=tally.size, description=words(tally))


def words(tally: Tally) -> str:
    return (
        f"{tally.read:,} rows, {tally.loaded:,} loaded, {tally.merged:,} merged, {tally.rejected:,} rejected, "
        f"{tally.rate:,.0f} rows/s"
    )


def report(outcome: Outcome) -> None:
    """What became of one file, for people."""
    from rich import box
    from rich.table import Table

    from api.commands import output
    from graph.model import JobState

    if outcome.error and not outcome.tally.read:
        output.say(outcome.error)
        return
    if outcome.known:
        output.show(f"{outcome.input}: was loaded before (job {outcome.job}); nothing to do")
        return
    tally = outcome.tally
    table = Table(
        title=f"{outcome.input} ({outcome.format})", box=box.SIMPLE_HEAD, title_justify="left", show_header=False
    )
    table.add_column()
    table.add_column(justify="right")
    rows = [("rows read", tally.read), ("loaded", tally.loaded), ("  in place of older ones", tally.replaced)]
    rows += [("merged (known before)", tally.merged), ("rejected", tally.rejected), ("  left out", tally.left_out)]
    rows += [("retracted", tally.retracted), ("reports", tally.reports)]
    for label, count in rows:
        if count or not label.startswith((" ", "retracted")):
            table.add_row(label, f"{count:,}")
    for code, count in sorted(tally.reasons.items(), key=lambda each: -each[1]):
        table.add_row(f"  rejected as {code}", f"{count:,}")
    table.add_row("seconds", f"{tally.seconds:.1f}")
    table.add_row("rows/s", f"{tally.rate:,.0f}")
    output.show(table)
    if outcome.state is not JobState.DONE:
        output.say(f"{outcome.error}; what was loaded stays (job {outcome.job})")
    if outcome.rejects:
        output.say(f"rejected rows, each with its reason: {outcome.rejects}")
