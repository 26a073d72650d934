// Queued and running loads, oldest first.
//
// :params {}
MATCH (j:Job)
WHERE j.state IN ['queued', 'running']
RETURN j {.*} AS job
ORDER BY j.createdAt, j.id
