-- Publishers as articles name them, and the name by which they are asked for; older files' are taken in by
-- graph/sqlite/publishers.py.
CREATE TABLE publisher (
    name TEXT PRIMARY KEY,
    folded TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX publisher_folded ON publisher (folded);
CREATE INDEX article_publisher ON article (publisher) WHERE publisher IS NOT NULL;

PRAGMA user_version = 8;
