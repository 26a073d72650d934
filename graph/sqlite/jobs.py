"""Loads in the store's file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager

from graph.model import Job, JobKind, instant

Lender = Callable[[], AbstractContextManager[sqlite3.Connection]]
_PUT = """
INSERT INTO job (id, kind, state, created_at, updated_at, payload, summary, error)
VALUES (:id, :kind, :state, :created_at, :updated_at, :payload, :summary, :error)
ON CONFLICT (id) DO UPDATE SET
    state = excluded.state, created_at = excluded.created_at, updated_at = excluded.updated_at,
    payload = excluded.payload, summary = excluded.summary, error = excluded.error
"""
_GET = "SELECT id, kind, state, created_at, updated_at, payload, summary, error FROM job WHERE id = ?"
_LATEST = """
SELECT id, kind, state, created_at, updated_at, payload, summary, error FROM job
WHERE ?2 IS NULL OR kind = ?2
ORDER BY created_at DESC, id DESC LIMIT ?1
"""
_PENDING = """
SELECT id FROM job WHERE state IN ('queued', 'running') AND kind = 'articles' ORDER BY created_at, id
"""
_PRUNE = """
DELETE FROM job WHERE id IN (
    SELECT id FROM job WHERE state IN ('done', 'failed') AND kind = 'articles'
    ORDER BY updated_at DESC, id DESC LIMIT -1 OFFSET ?
)
"""


class SqliteJobs:
    def __init__(self, read: Lender, write: Lender) -> None:
        self._read = read
        self._write = write

    def put(self, job: Job) -> None:
        with self._write() as connection:
            put_job(connection, job)

    def get(self, job_id: str) -> Job | None:
        with self._read() as connection:
            row = connection.execute(_GET, (job_id,)).fetchone()
        return _job(row) if row else None

    def latest(self, limit: int, kind: JobKind | None = None) -> tuple[Job, ...]:
        with self._read() as connection:
            return tuple(_job(row) for row in connection.execute(_LATEST, (limit, kind)))

    def pending(self) -> tuple[str, ...]:
        with self._read() as connection:
            return tuple(row[0] for row in connection.execute(_PENDING))

    def prune(self, kept: int) -> int:
        with self._write() as connection:
            return connection.execute(_PRUNE, (kept,)).rowcount


def put_job(connection: sqlite3.Connection, job: Job) -> None:
    row = {
        "id": job.id,
        "kind": job.kind,
        "state": job.state,
        "created_at": instant(job.created_at),
        "updated_at": instant(job.updated_at),
        "payload": json.dumps(job.payload),
        "summary": None if job.summary is None else json.dumps(job.summary),
        "error": job.error,
    }
    connection.execute(_PUT, row)


def _job(row: tuple[str, ...]) -> Job:
    number, kind, state, created, updated, payload, summary, error = row
    return Job.model_validate(
        {
            "id": number,
            "kind": kind,
            "state": state,
            "created_at": created,
            "updated_at": updated,
            "payload": json.loads(payload),
            "summary": json.loads(summary) if summary else None,
            "error": error,
        }
    )
