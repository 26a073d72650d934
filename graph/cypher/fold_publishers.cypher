// Note the name under which articles' publishers are asked for, where it is missing; returns of how many.
//
// $folded: by publisher, as it is written
// $limit: articles
//
// :params {folded: {`The Example`: 'the example'}, limit: 10000}
MATCH (a:Article)
WHERE a.publisher IS NOT NULL AND a.publisherFolded IS NULL
WITH a
LIMIT $limit
SET a.publisherFolded = coalesce($folded[a.publisher], '')
RETURN count(a) AS articles
