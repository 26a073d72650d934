// Loads, the newest first.
//
// $limit: how many
// $kind: of articles or data sets (null: both)
//
// :params {limit: 20, kind: null}
MATCH (j:Job)
WHERE $kind IS NULL OR coalesce(j.kind, 'articles') = $kind
RETURN j {.*} AS job
ORDER BY j.createdAt DESC, j.id DESC
LIMIT $limit
