"""Loads, as (:Job) nodes."""

from __future__ import annotations

import json

from neo4j import ManagedTransaction

from graph.model import Job, JobKind
from graph.neo4j.records import Row, moment
from graph.neo4j.schema import Schema
from graph.neo4j.statements import statement


class Neo4jJobs:
    def __init__(self, store: Schema) -> None:
        self._store = store

    def put(self, job: Job) -> None:
        self._store.write(lambda tx: put_job(tx, job))

    def get(self, job_id: str) -> Job | None:
        row = self._store.read(lambda tx: tx.run(statement("job"), id=job_id).single())
        return _job(row["job"]) if row else None

    def latest(self, limit: int, kind: JobKind | None = None) -> tuple[Job, ...]:
        asked = {"limit": limit, "kind": kind}
        found = self._store.read(lambda tx: [row["job"] for row in tx.run(statement("latest_jobs"), asked)])
        return tuple(_job(row) for row in found)

    def pending(self) -> tuple[str, ...]:
        return self._store.read(lambda tx: tuple(row["id"] for row in tx.run(statement("pending_jobs"))))

    def prune(self, kept: int) -> int:
        return self._store.write(lambda tx: tx.run(statement("prune_jobs"), kept=kept).consume().counters.nodes_deleted)


def put_job(tx: ManagedTransaction, job: Job) -> None:
    properties = {
        "id": job.id,
        "kind": job.kind,
        "state": job.state,
        "createdAt": job.created_at,
        "updatedAt": job.updated_at,
        "payload": json.dumps(job.payload),
        "summary": json.dumps(job.summary) if job.summary is not None else None,
        "error": job.error,
    }
    tx.run(statement("write_job"), id=job.id, properties=properties).consume()


def _job(row: Row) -> Job:
    return Job(
        id=row["id"],
        kind=row.get("kind", JobKind.ARTICLES),
        state=row["state"],
        created_at=moment(row["createdAt"]),
        updated_at=moment(row["updatedAt"]),
        payload=json.loads(row["payload"]),
        summary=json.loads(row["summary"]) if "summary" in row else None,
        error=row.get("error"),
    )
