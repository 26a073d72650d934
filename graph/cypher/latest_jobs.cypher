// Loads, the newest first.
//
// $limit: how many
//
// :params {limit: 20}
MATCH (j:Job)
RETURN j {.*} AS job
ORDER BY j.createdAt DESC, j.id DESC
LIMIT $limit
