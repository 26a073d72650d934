"""Reading a data set without a store: what a load would bring."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import BinaryIO

from graph.model import JobState
from graph.rows import RowsWritten
from loaders.datasets.coded import Fault
from loaders.datasets.feed import Spec, chunks
from loaders.datasets.jobs import Outcome, Tally


def trial(
    spec: Spec, shown: int, on_progress: Callable[[Tally], None] | None = None, stream: BinaryIO | None = None
) -> tuple[Outcome, list[Fault]]:
    """Counts as if the store were empty, and the first `shown` rejected rows.

    Rows that the file holds twice count as merged as far as one batch shows it. Raises InputError.
    """
    tally, first, begun, error = Tally(), list[Fault](), time.monotonic(), None
    for chunk in chunks(spec, stream=stream):
        distinct = len({row.id for row in chunk.rows.events}) + len(chunk.rows.mentions)
        told = len(chunk.rows.events) + len(chunk.rows.mentions)
        written = RowsWritten(loaded=distinct, merged=told - distinct, reports=len(chunk.rows.reports))
        tally = tally.plus(chunk, chunk.faults, written, round(time.monotonic() - begun, 3))
        first += chunk.faults[: shown - len(first)]
        error = chunk.error
        if on_progress:
            on_progress(tally)
    input_ = str(spec.path) if spec.path else "standard input"
    state = JobState.FAILED if error else JobState.DONE
    return Outcome("", input_, spec.format, state, tally, None, error), first
