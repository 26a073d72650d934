// The graph's version (-1: none of ours; 0: imported, and not finished), and whether there is nothing in the database.
//
// :params {}
OPTIONAL MATCH (m:Migration)
WHERE m.version IS :: INTEGER NOT NULL AND m.name IS :: STRING NOT NULL
RETURN coalesce(max(m.version), -1) AS version, NOT EXISTS { MATCH () } AS empty
