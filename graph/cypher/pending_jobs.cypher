// Queued and running loads of articles, oldest first.
//
// :params {}
MATCH (j:Job)
WHERE j.state IN ['queued', 'running'] AND coalesce(j.kind, 'articles') = 'articles'
RETURN j.id AS id
ORDER BY j.createdAt, j.id
