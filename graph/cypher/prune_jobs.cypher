// Forget ended loads of articles but for those that changed last.
//
// $kept: how many stay
//
// :params {kept: 1000}
MATCH (j:Job)
WHERE j.state IN ['done', 'failed'] AND coalesce(j.kind, 'articles') = 'articles'
WITH j ORDER BY j.updatedAt DESC, j.id DESC SKIP $kept
DELETE j
