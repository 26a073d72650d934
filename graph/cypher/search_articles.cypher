// Candidates for articles by title.
//
// $lucene: what the full-text index looks for, as '+(iran^4 iran* iran~1)'
// $most: candidates
// $asOf: only what was known at this instant (year 9999: now)
//
// :params {lucene: '+(iran^4 iran* iran~1)', most: 500, asOf: datetime('9999-12-31T00:00:00Z')}
CALL db.index.fulltext.queryNodes('article_titles', $lucene, {limit: $most}) YIELD node AS a
WHERE a.recordedAt <= $asOf AND (a.retractedAt IS NULL OR a.retractedAt > $asOf)
RETURN a {.id, .title, .url, .publisher, .publishedAt} AS article
