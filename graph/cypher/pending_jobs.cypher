// Queued and running loads, oldest first.
//
// :params {}
MATCH (j:Job)
WHERE j.state IN ['queued', 'running']
RETURN j.id AS id
ORDER BY j.createdAt, j.id
