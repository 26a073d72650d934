// The graph's version (0: none of ours), and whether there is nothing in the database.
//
// :params {}
OPTIONAL MATCH (m:Migration)
WHERE m.version IS :: INTEGER NOT NULL AND m.name IS :: STRING NOT NULL
RETURN coalesce(max(m.version), 0) AS version, NOT EXISTS { MATCH () } AS empty
