"""Loads asked for through the API, as (:Job) nodes."""

from __future__ import annotations

import json

from graph.model import Job
from graph.neo4j.connection import Connection
from graph.neo4j.records import Row, moment
from graph.neo4j.statements import statement


class Neo4jJobs:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, job: Job) -> None:
        properties = {
            "id": job.id,
            "state": job.state,
            "createdAt": job.created_at,
            "updatedAt": job.updated_at,
            "payload": json.dumps(job.payload),
            "summary": json.dumps(job.summary) if job.summary is not None else None,
            "error": job.error,
        }
        self._connection.execute(statement("write_job"), id=job.id, properties=properties)

    def get(self, job_id: str) -> Job | None:
        rows = self._connection.ask("job", id=job_id)
        return _job(rows[0]["job"]) if rows else None

    def pending(self) -> tuple[Job, ...]:
        return tuple(_job(row["job"]) for row in self._connection.ask("pending_jobs"))


def _job(row: Row) -> Job:
    return Job(
        id=row["id"],
        state=row["state"],
        created_at=moment(row["createdAt"]),
        updated_at=moment(row["updatedAt"]),
        payload=json.loads(row["payload"]),
        summary=json.loads(row["summary"]) if "summary" in row else None,
        error=row.get("error"),
    )
