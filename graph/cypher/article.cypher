// One article with its text.
//
// $id: the article's identifier
// $asOf: only what was known at this instant (year 9999: now)
//
// :params {id: 'ar-1', asOf: datetime('9999-12-31T00:00:00Z')}
MATCH (a:Article {id: $id})
WHERE a.recordedAt <= $asOf AND (a.retractedAt IS NULL OR a.retractedAt > $asOf)
RETURN a {.id, .title, .url, .publisher, .publishedAt, .text, .lang, .fetchedAt, .sha256} AS article
