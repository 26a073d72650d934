// Let one writer in at a time, from whatever process: the node's lock is held until the transaction ends.
// Nothing changes. Says which version the graph has by then.
//
// :params {}
MATCH (m:Migration)
WITH m ORDER BY m.version DESC LIMIT 1
SET m.writing = true
REMOVE m.writing
RETURN m.version AS version
