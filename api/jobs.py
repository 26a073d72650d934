"""Loads asked for through the API, run one after another by one thread.

Invariant: a job is in the store before its identifier is in the queue, so what was accepted survives a restart;
a job found running after one is run again, for loading twice changes nothing.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from graph.errors import (
    BusyError,
    CasusError,
    SchemaTooNewError,
    SchemaTooOldError,
    StoreError,
    StoreUnavailableError,
)
from graph.model import Job, JobState
from graph.store import Store

log = logging.getLogger("casus.jobs")
# No job's fault: they wait until the store can be used, however long that takes.
AWAY = (StoreUnavailableError, SchemaTooOldError, SchemaTooNewError)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a load; `error` is the reason when its article was rejected."""

    summary: dict[str, object]
    error: str | None = None


Work = Callable[[Mapping[str, object], Store], Outcome]
Ended = Callable[[Job], None]


class Queue:
    """Bounded; `work` runs a job's payload. `pause`: seconds before a store or a job that failed is tried again.

    `tries`: how often a job is run on which the store or Casus itself fails. `kept`: ended jobs that are remembered.
    `ended` is told of each job when it is done or failed.
    """

    def __init__(
        self,
        store: Callable[[], Store],
        work: Work,
        length: int,
        pause: float,
        tries: int = 5,
        kept: int = 1000,
        ended: Ended = lambda _: None,
    ) -> None:
        self._store = store
        self._work = work
        self._length = length
        self._pause = pause
        self._tries = tries
        self._kept = kept
        self._ended = ended
        self._failures: Counter[str] = Counter()
        self._ids: deque[str] = deque()
        self._arriving = 0
        self._changed = threading.Condition()
        self._stopping = threading.Event()
        self._resumed = False
        self._thread = threading.Thread(target=self._run, name="casus-jobs", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, seconds: float) -> None:
        """Let the running job end within `seconds`; what is left is taken up again at the next start."""
        self._stopping.set()
        with self._changed:
            self._changed.notify_all()
        self._thread.join(seconds)

    @property
    def waiting(self) -> int:
        """Jobs that wait or run."""
        return len(self._ids)

    def submit(self, payload: dict[str, object]) -> Job:
        """Raises BusyError when the queue is full, StoreError when the job cannot be kept."""
        now = datetime.now(UTC)
        job = Job(id=f"jb-{uuid.uuid4().hex}", state=JobState.QUEUED, created_at=now, updated_at=now, payload=payload)
        with self._changed:
            if len(self._ids) + self._arriving >= self._length:
                raise BusyError(f"{self._length} jobs are waiting (CASUS_QUEUE_LENGTH); try again later")
            self._arriving += 1
        try:
            self._store().jobs().put(job)
        except BaseException:
            with self._changed:
                self._arriving -= 1
            raise
        with self._changed:
            self._arriving -= 1
            if job.id not in self._ids:  # else it was found in the store meanwhile, as a job that was left
                self._ids.append(job.id)
            self._changed.notify()
        return job

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                if not self._resumed:
                    self._resume()
                if job := self._next():
                    self._try(job)
                    self._done(job)
            except StoreError as error:
                log.warning("jobs wait for the store: %s", error)
                self._stopping.wait(self._pause)
            except Exception:
                log.exception("a job could not be handled; it is tried again")
                self._stopping.wait(self._pause)

    def _resume(self) -> None:
        """Take up what an earlier process left."""
        found = self._store().jobs().pending()
        with self._changed:
            self._ids.extendleft(reversed([job for job in found if job not in self._ids]))
        self._resumed = True

    def _next(self) -> str | None:
        with self._changed:
            self._changed.wait_for(lambda: self._ids or self._stopping.is_set())
            return self._ids[0] if self._ids and not self._stopping.is_set() else None

    def _done(self, job_id: str) -> None:
        with self._changed:
            self._ids.remove(job_id)
        del self._failures[job_id]

    def _try(self, job_id: str) -> None:
        """Process a job, or give it up after its last try: what cannot be done must not keep the others waiting."""
        try:
            self._process(job_id)
        except AWAY:
            raise
        except Exception as error:
            self._failures[job_id] += 1
            if self._failures[job_id] < self._tries:
                raise
            log.exception("job %s is given up", job_id)
            self._give_up(job_id, error.code if isinstance(error, CasusError) else type(error).__name__)

    def _give_up(self, job_id: str, reason: str) -> None:
        """End a job as failed; its article stays with it, for nothing was wrong with that."""
        jobs, now = self._store().jobs(), datetime.now(UTC)
        try:
            job = jobs.get(job_id)
        except StoreError:
            raise
        except Exception:
            log.exception("job %s cannot be read", job_id)
            job = None
        job = job or Job(id=job_id, state=JobState.QUEUED, created_at=now, updated_at=now, payload={})
        words = (
            f"given up after {self._failures[job_id]} tries ({reason}); the log of the service has it as job {job_id}"
        )
        failed = _now(job, state=JobState.FAILED, error=words)
        jobs.put(failed)
        self._ended(failed)

    def _process(self, job_id: str) -> None:
        store = self._store()
        job = store.jobs().get(job_id)
        if job is None or job.state not in {JobState.QUEUED, JobState.RUNNING}:
            return
        store.jobs().put(_now(job, state=JobState.RUNNING))
        try:
            outcome = self._work(job.payload, store)
        except StoreError:
            raise
        except CasusError as error:
            outcome = Outcome({}, str(error))
        except Exception:
            log.exception("job %s failed", job_id)
            outcome = Outcome({}, f"something went wrong inside Casus; the log of the service has it as job {job_id}")
        state = JobState.FAILED if outcome.error else JobState.DONE
        # A job that has ended is never run again, so it need not keep its article.
        ended = _now(job, state=state, payload={}, summary=outcome.summary, error=outcome.error)
        store.jobs().put(ended)
        self._ended(ended)
        store.jobs().prune(self._kept)


def _now(job: Job, **changes: object) -> Job:
    return job.model_copy(update={"updated_at": datetime.now(UTC), **changes})
