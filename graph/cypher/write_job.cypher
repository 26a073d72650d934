// Write a job, or write over the one with its identifier.
//
// $id: the job's identifier
// $properties: {id, kind, state, createdAt, updatedAt, payload, summary, error}; payload and summary are JSON text
//
// :params {id: 'job-1', properties: {id: 'job-1', kind: 'articles', state: 'queued', createdAt: datetime('2026-01-01T00:00:00Z'), updatedAt: datetime('2026-01-01T00:00:00Z'), payload: '{}'}}
MERGE (j:Job {id: $id})
SET j = $properties
