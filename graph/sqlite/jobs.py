"""Jobs in the store's file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager

from graph.model import Job, instant

Lender = Callable[[], AbstractContextManager[sqlite3.Connection]]
_PUT = """
INSERT INTO job (id, state, created_at, updated_at, payload, summary, error)
VALUES (:id, :state, :created_at, :updated_at, :payload, :summary, :error)
ON CONFLICT (id) DO UPDATE SET
    state = excluded.state, created_at = excluded.created_at, updated_at = excluded.updated_at,
    payload = excluded.payload, summary = excluded.summary, error = excluded.error
"""
_GET = "SELECT id, state, created_at, updated_at, payload, summary, error FROM job WHERE id = ?"
_PENDING = """
SELECT id FROM job WHERE state IN ('queued', 'running') ORDER BY created_at, id
"""
_PRUNE = """
DELETE FROM job WHERE id IN (
    SELECT id FROM job WHERE state NOT IN ('queued', 'running') ORDER BY updated_at DESC, id DESC LIMIT -1 OFFSET ?
)
"""


class SqliteJobs:
    def __init__(self, read: Lender, write: Lender) -> None:
        self._read = read
        self._write = write

    def put(self, job: Job) -> None:
        row = {
            "id": job.id,
            "state": job.state,
            "created_at": instant(job.created_at),
            "updated_at": instant(job.updated_at),
            "payload": json.dumps(job.payload),
            "summary": None if job.summary is None else json.dumps(job.summary),
            "error": job.error,
        }
        with self._write() as connection:
            connection.execute(_PUT, row)

    def get(self, job_id: str) -> Job | None:
        with self._read() as connection:
            row = connection.execute(_GET, (job_id,)).fetchone()
        return _job(row) if row else None

    def pending(self) -> tuple[str, ...]:
        with self._read() as connection:
            return tuple(row[0] for row in connection.execute(_PENDING))

    def prune(self, kept: int) -> int:
        with self._write() as connection:
            return connection.execute(_PRUNE, (kept,)).rowcount


def _job(row: tuple[str, ...]) -> Job:
    number, state, created, updated, payload, summary, error = row
    return Job.model_validate(
        {
            "id": number,
            "state": state,
            "created_at": created,
            "updated_at": updated,
            "payload": json.loads(payload),
            "summary": json.loads(summary) if summary else None,
            "error": error,
        }
    )
