// Sentences that may hold a name; fits: it shows, and tells of an event that names the actor.
//
// $lucene: what the full-text index looks for, as '"reza ahmadi"'
// $actor: identifier
// $most: sentences
// $asOf: only what was known at this instant (year 9999: now)
//
// :params {lucene: '"reza ahmadi"', actor: 'IRN', most: 500, asOf: datetime('9999-12-31T00:00:00Z')}
CALL db.index.fulltext.queryRelationships('report_sentences', $lucene, {limit: $most}) YIELD relationship AS r
WITH r, startNode(r) AS e, endNode(r) AS a
RETURN a {.id, .title, .url, .publisher, .publishedAt} AS article, r.sentence AS sentence, r.start AS start,
  r.end AS end, e.id AS event,
  r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
  AND EXISTS { (e)-[:SOURCE_OF|TARGETS]-(:Actor {id: $actor}) } AS fits
