"""Rows of data sets as they are loaded. Other processes load them: their jobs in the store tell how far they are."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from graph.model import Job
from loaders.datasets.jobs import Tally

LOOKED_AT = 100  # jobs, the newest
OUTCOMES = ("loaded", "merged", "rejected")


class RowCounts:
    """What jobs have gained since the look before. Bounded: it remembers the jobs of one look.

    A job from before `since` counts from where it stood when it was first seen.
    """

    def __init__(self, since: datetime) -> None:
        self._since = since
        self._seen: dict[str, Tally] = {}
        self._lock = threading.Lock()

    def gained(self, jobs: Iterable[Job]) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """(rows by outcome, rejected rows by code) of these data sets' jobs, the newest first, since the last call."""
        outcomes: Counter[str] = Counter()
        codes: Counter[str] = Counter()
        with self._lock:
            seen: dict[str, Tally] = {}
            oldest = self._since
            for job in jobs:
                tally = seen[job.id] = Tally.of(job.summary)
                before = self._seen.get(job.id) or (Tally() if job.created_at >= self._since else tally)
                for outcome in OUTCOMES:
                    outcomes[outcome] += max(0, getattr(tally, outcome) - getattr(before, outcome))
                codes += Counter(tally.reasons) - Counter(before.reasons)
                oldest = job.created_at
            if len(seen) == LOOKED_AT:
                # An older job that comes back once newer ones are gone must not count a second time.
                self._since = max(self._since, oldest)
            self._seen = seen
        return outcomes, codes
