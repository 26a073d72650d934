"""The load of a data set: batches into the store, with every row counted as loaded, merged or rejected.

Where the load stands is written with each batch in one transaction. So a load that was stopped, killed or cut off goes
on after its last batch, and a file that was loaded whole is known by its digest and not read again.
"""

from __future__ import annotations

import hashlib
import os
import socket
import time
import uuid
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, closing, nullcontext, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from graph.errors import BusyError, StoreError, UnreadableError
from graph.model import Job, JobKind, JobState
from graph.rows import RowsWritten
from graph.store import Store
from graph.text import digest
from loaders.datasets import feed
from loaders.datasets.coded import LEFT_OUT
from loaders.datasets.feed import Chunk, Spec, ahead, chunks
from loaders.datasets.formats.known import make
from loaders.datasets.jobs import SILENT, Outcome, Tally, state_of
from loaders.datasets.rejects import Rejects

# Smaller files are read in this process: starting another takes longer than they do.
ALONE_BYTES = 4 * 2**20
# From this size on, building an empty store's indexes at the end is quicker than keeping them up.
LARGE_BYTES = 32 * 2**20
_RETRACTED_AT_ONCE = 5000
_BLOCK = 2**20
_REJECTS = "rejects.tsv"


@dataclass(frozen=True, slots=True)
class Plan:
    """How to load. `jobs`: where rejected rows are kept.

    `max_rejects`: rows that cannot be read, after which the load fails; None for no bound.
    """

    jobs: Path
    max_rejects: int | None = None


def load(
    spec: Spec,
    store: Store,
    plan: Plan,
    on_progress: Callable[[Tally], None] | None = None,
    stream: BinaryIO | None = None,
) -> Outcome:
    """Load one input, or go on with it.

    Raises InputError for what cannot be opened, BusyError while another process loads it, StoreError, WorkerError.
    """
    return _Load(spec, store, plan, on_progress).run(stream)


class _Load:
    def __init__(self, spec: Spec, store: Store, plan: Plan, on_progress: Callable[[Tally], None] | None) -> None:
        self._store, self._plan, self._on_progress = store, plan, on_progress
        self._spec = replace(spec, rows=min(feed.BATCH_ROWS, store.rows_at_once))
        self._input = str(spec.path) if spec.path else "standard input"
        self._created = datetime.now(UTC)
        self._id = _job_id(spec)
        self._rejects = (plan.jobs / self._id / _REJECTS).absolute()
        self._tally = Tally()
        self._before = 0.0
        self._begun = time.monotonic()
        self._records: set[str] = set()
        self._newest = ""

    def run(self, stream: BinaryIO | None) -> Outcome:
        if (job := self._store.jobs().get(self._id)) is not None:
            self._take_up(job)
            if job.state is JobState.DONE:
                return self._outcome(JobState.DONE, self._tally, known=True)
        rejects = Rejects(self._rejects, self._tally.last)
        self._put(JobState.RUNNING)
        try:
            with closing(rejects), self._filling(), closing(self._chunks(stream)) as found:
                error = self._write(found, rejects)
                if error is None and self._spec.whole:
                    self._retract()
        except BaseException as failed:
            self._stop(failed)
            raise
        state = JobState.DONE if error is None else JobState.FAILED
        self._put(state, error)
        return self._outcome(state, self._tally, error)

    def _filling(self) -> AbstractContextManager[None]:
        large = self._spec.path is not None and self._spec.path.stat().st_size > LARGE_BYTES
        return self._store.filling() if large else nullcontext()

    def _chunks(self, stream: BinaryIO | None) -> Generator[Chunk]:
        path, after = self._spec.path, self._tally.last
        if path is not None and path.stat().st_size > ALONE_BYTES:
            return ahead(self._spec, after)
        return chunks(self._spec, after, stream)

    def _write(self, found: Iterator[Chunk], rejects: Rejects) -> str | None:
        """Why the load cannot go on; None when the input was read to its end."""
        writer = self._store.writer()
        for chunk in found:
            if reason := self._too_many(chunk):
                return reason
            self._note(chunk)
            written: list[Tally] = []

            def job(result: RowsWritten, chunk: Chunk = chunk, written: list[Tally] = written) -> Job:
                faults = sorted([*chunk.faults, *(chunk.doubts[place] for place in result.unknown)])
                rejects.put(faults)
                written.append(self._tally.plus(chunk, faults, result, self._seconds()))
                return self._job(JobState.RUNNING, written[-1])

            writer.write_rows(chunk.rows, datetime.now(UTC), job)
            rejects.keep()
            self._tally = written[-1]
            if self._on_progress:
                self._on_progress(self._tally)
            if chunk.error:
                return chunk.error
        return None

    def _too_many(self, chunk: Chunk) -> str | None:
        most = self._plan.max_rejects
        faults = self._tally.rejected - self._tally.left_out + sum(f.code not in LEFT_OUT for f in chunk.faults)
        if most is None or faults <= most:
            return None
        examples = "; ".join(f"row {fault.number}: {fault.reason}" for fault in chunk.faults[:2])
        return (
            f"{self._input}: over {most} rows cannot be read as {self._spec.format} ({examples}); "
            "see --format, or raise --max-rejects"
        )

    def _note(self, chunk: Chunk) -> None:
        self._records.update(record for record, _ in chunk.records)
        self._newest = max(self._newest, *(version for _, version in chunk.records), "")

    def _retract(self) -> None:
        """Withdraw what the set holds no more, but nothing that a newer version told."""
        if not self._records:
            return
        known = self._store.view().records(make(self._spec.format, self._spec.release).dataset)
        gone = [
            event for record, event, version in known if record not in self._records and _reaches(self._newest, version)
        ]
        for start in range(0, len(gone), _RETRACTED_AT_ONCE):
            some = gone[start : start + _RETRACTED_AT_ONCE]
            self._tally.retracted += self._store.writer().retract_events(some, datetime.now(UTC))
            self._put(JobState.RUNNING)

    def _take_up(self, job: Job) -> None:
        self._created = job.created_at
        if state_of(job) is JobState.RUNNING:
            by = f"process {job.payload.get('process')} on {job.payload.get('host')}"
            minutes = int(SILENT.total_seconds() // 60)
            reason = f"{by} is loading it (job {job.id}); if that was killed, try again in {minutes} minutes"
            raise BusyError(f"{self._input}: {reason}")
        self._tally = Tally.of(job.summary)
        self._before = self._tally.seconds
        rejects = Path(str(job.payload.get("rejects")))
        # Another working directory has another folder of jobs.
        if rejects.parts[-2:] == (self._id, _REJECTS) and rejects.is_file():
            self._rejects = rejects

    def _stop(self, failed: BaseException) -> None:
        """Put down that the load ended; how far it came, the store knows best: nobody may have heard of a commit."""
        state = JobState.STOPPED if isinstance(failed, KeyboardInterrupt) else JobState.FAILED
        with suppress(StoreError):  # it may be what failed
            if job := self._store.jobs().get(self._id):
                self._tally = Tally.of(job.summary)
            self._put(state, None if state is JobState.STOPPED else str(failed))

    def _seconds(self) -> float:
        return round(self._before + time.monotonic() - self._begun, 3)

    def _put(self, state: JobState, error: str | None = None) -> None:
        self._tally.seconds = self._seconds()
        self._store.jobs().put(self._job(state, self._tally, error))

    def _job(self, state: JobState, tally: Tally, error: str | None = None) -> Job:
        payload: dict[str, object] = {
            "input": self._input,
            "format": self._spec.format,
            "release": self._spec.release,
            "rejects": str(self._rejects),
            "host": socket.gethostname(),
            "process": os.getpid(),
        }
        return Job(
            id=self._id,
            kind=JobKind.DATASET,
            state=state,
            created_at=self._created,
            updated_at=datetime.now(UTC),
            payload=payload,
            summary=asdict(tally),
            error=error,
        )

    def _outcome(self, state: JobState, tally: Tally, error: str | None = None, known: bool = False) -> Outcome:
        rejects = str(self._rejects) if tally.rejected else None
        return Outcome(self._id, self._input, self._spec.format, state, tally, rejects, error, known)


def _reaches(release: str, version: str) -> bool:
    """Whether a whole set of this release speaks of the time of that version.

    UCDP's candidate events 24.0.5 are of May 2024, the yearly 24.1 ends with 2023.
    """
    candidate = version.count(".") > release.count(".")
    return version < release.partition(".")[0] if candidate else version <= release


def _job_id(spec: Spec) -> str:
    """By the file's content, so that a copy under another name is the same load; a stream is a load of its own."""
    if spec.path is None:
        return f"jb-{uuid.uuid4().hex[:16]}"
    content = hashlib.sha256()
    try:
        with spec.path.open("rb") as file:
            while block := file.read(_BLOCK):
                content.update(block)
    except OSError as error:
        raise UnreadableError(f"{spec.path}: {error.strerror or error}; check that it can be read") from error
    return digest("jb", content.hexdigest(), spec.format, spec.release, *(["whole"] if spec.whole else []))
