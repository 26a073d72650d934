-- A value that changes with every write. Drawn anew, not counted: a copy that was put back would count the same numbers
-- again for other rows.
CREATE TABLE revision (value TEXT NOT NULL);
INSERT INTO revision (value) VALUES (lower(hex(randomblob(16))));

PRAGMA user_version = 7;
