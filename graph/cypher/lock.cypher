// Let one writer in at a time, from whatever process: the node's lock is held until the transaction ends, and the graph
// has another revision then. Says which version the graph has by then.
//
// :params {}
MATCH (m:Migration)
WITH m ORDER BY m.version DESC LIMIT 1
SET m.revision = randomUUID()
RETURN m.version AS version
