// The publishers of all articles, as they are written.
//
// :params {}
MATCH (a:Article)
WHERE a.publisher IS NOT NULL
RETURN DISTINCT a.publisher AS publisher
