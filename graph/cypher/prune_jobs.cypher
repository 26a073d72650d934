// Forget ended loads but for those that changed last.
//
// $kept: how many stay
//
// :params {kept: 1000}
MATCH (j:Job)
WHERE NOT j.state IN ['queued', 'running']
WITH j ORDER BY j.updatedAt DESC, j.id DESC SKIP $kept
DELETE j
