"""Where the load of a data set stands, and how it ended."""

from __future__ import annotations

import os
import socket
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from graph.model import Job, JobKind, JobState
from loaders.datasets.coded import LEFT_OUT, Fault

if TYPE_CHECKING:
    from graph.rows import RowsWritten
    from loaders.datasets.feed import Chunk

# A load that wrote nothing for so long, by a process that still lives, is taken for dead.
SILENT = timedelta(minutes=10)


@dataclass(slots=True)
class Tally:
    """What became of the rows: `read` = `loaded` + `merged` + `rejected`, always.

    `replaced` of the loaded took an older version's place; `older` of the merged are known in a newer version;
    `left_out` of the rejected could be read but tell of nothing that the graph holds. `retracted`: events whose row is
    gone. `last` is the number of the last row, `seconds` the time of all runs.
    """

    read: int = 0
    loaded: int = 0
    merged: int = 0
    rejected: int = 0
    replaced: int = 0
    older: int = 0
    left_out: int = 0
    retracted: int = 0
    reports: int = 0
    last: int = 0
    done: int = 0
    size: int | None = None
    seconds: float = 0.0
    reasons: dict[str, int] = field(default_factory=dict)

    def plus(self, chunk: Chunk, faults: Sequence[Fault], written: RowsWritten, seconds: float) -> Tally:
        codes = Counter(self.reasons) + Counter(fault.code for fault in faults)
        return Tally(
            read=self.read + chunk.read,
            loaded=self.loaded + written.loaded,
            merged=self.merged + written.merged,
            rejected=self.rejected + len(faults),
            replaced=self.replaced + written.replaced,
            older=self.older + written.older,
            left_out=self.left_out + sum(fault.code in LEFT_OUT for fault in faults),
            retracted=self.retracted,
            reports=self.reports + written.reports,
            last=chunk.last,
            done=chunk.done,
            size=chunk.size,
            seconds=seconds,
            reasons=dict(codes),
        )

    @classmethod
    def of(cls, summary: Mapping[str, object] | None) -> Tally:
        """From a job's summary."""
        known = {name: value for name, value in (summary or {}).items() if name in cls.__slots__}
        return cls(**known)  # type: ignore[arg-type]

    @property
    def rate(self) -> float:
        """Rows per second."""
        return round(self.read / self.seconds, 1) if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a load ended. `known`: this very file was loaded before, and was not read again."""

    job: str
    input: str
    format: str
    state: JobState
    tally: Tally
    rejects: str | None
    error: str | None = None
    known: bool = False

    @property
    def troubled(self) -> bool:
        """Whether the load failed, some row could not be read, or there was none."""
        tally = self.tally
        return self.state is not JobState.DONE or tally.rejected > tally.left_out or not tally.read

    def as_dict(self) -> dict[str, Any]:
        named = {name: getattr(self, name) for name in ("job", "input", "format", "state", "known", "rejects", "error")}
        return {**named, **asdict(self.tally), "rate": self.tally.rate}


def state_of(job: Job) -> JobState:
    """The state of a data set's load; one that runs no more although nothing could say so has stopped."""
    if job.state is not JobState.RUNNING or job.kind is not JobKind.DATASET:
        return job.state
    if datetime.now(UTC) - job.updated_at > SILENT:
        return JobState.STOPPED
    process = job.payload.get("process")
    if job.payload.get("host") != socket.gethostname() or not isinstance(process, int):
        return JobState.RUNNING
    if process == os.getpid():
        return JobState.STOPPED
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return JobState.STOPPED
    except PermissionError:
        pass
    return JobState.RUNNING
