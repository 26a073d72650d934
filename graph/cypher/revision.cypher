// A value that changes with every write. Before the first one the graph has the instant at which it was made.
//
// :params {}
MATCH (m:Migration)
WITH m ORDER BY m.version DESC LIMIT 1
RETURN coalesce(m.revision, toString(m.appliedAt)) AS revision
