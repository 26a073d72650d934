// The graph's version (0: none), and whether there is nothing in the database.
//
// :params {}
OPTIONAL MATCH (m:Migration)
RETURN coalesce(max(m.version), 0) AS version, NOT EXISTS { MATCH () } AS empty
