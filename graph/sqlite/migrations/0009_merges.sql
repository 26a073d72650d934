-- Merges of actors. last: where the chain of an actor's merges ends; events name that one. told_side: as which actor a
-- side was told, where that is another than the event names, so that a merge can be undone.
CREATE TABLE merge (
    actor TEXT PRIMARY KEY REFERENCES actor (id),
    merged_into TEXT NOT NULL REFERENCES actor (id),
    last TEXT NOT NULL REFERENCES actor (id),
    merged_by TEXT NOT NULL,
    why TEXT NOT NULL,
    merged_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX merge_last ON merge (last);

CREATE TABLE told_side (
    event TEXT NOT NULL REFERENCES event (id),
    role TEXT NOT NULL,
    actor TEXT NOT NULL REFERENCES actor (id),
    PRIMARY KEY (event, role)
) WITHOUT ROWID;
CREATE INDEX told_side_actor ON told_side (actor, role);

PRAGMA user_version = 9;
