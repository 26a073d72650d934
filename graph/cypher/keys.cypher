// Every key of the service, the newest first.
//
// :params {}
MATCH (k:AccessKey)
RETURN k {.*} AS key
ORDER BY k.createdAt DESC, k.id
