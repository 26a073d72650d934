-- Loads asked for through the API; payload and summary are JSON.
CREATE TABLE job (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    payload TEXT NOT NULL,
    summary TEXT,
    error TEXT
) WITHOUT ROWID;
CREATE INDEX job_pending ON job (created_at, id) WHERE state IN ('queued', 'running');

PRAGMA user_version = 2;
