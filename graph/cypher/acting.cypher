// Actors after one of them, by identifier, and of how many events each is the source.
//
// $after: an identifier, '' for the first page
// $limit: actors
//
// :params {after: '', limit: 1000}
MATCH (a:Actor)
WHERE a.id > $after
RETURN a.id AS id, COUNT { (a)-[:SOURCE_OF]->() } AS events
ORDER BY id
LIMIT $limit
