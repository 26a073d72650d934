// Candidates for sentences, each with its article and the events that it tells of.
//
// $lucene: what the full-text index looks for, as '+(iran^4 iran* iran~1)'
// $most: candidates
// $asOf: only what was known at this instant (year 9999: now)
//
// :params {lucene: '+(iran^4 iran* iran~1)', most: 500, asOf: datetime('9999-12-31T00:00:00Z')}
CALL db.index.fulltext.queryRelationships('report_sentences', $lucene, {limit: $most}) YIELD relationship AS r
WHERE r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
WITH endNode(r) AS a, r.start AS start, r.end AS end
WITH DISTINCT a, start, end
MATCH (e:Event)-[r:REPORTED_IN {start: start, end: end}]->(a)
WHERE r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
WITH a, start, end, min(r.sentence) AS sentence, e.id AS id
ORDER BY id
RETURN a {.id, .title, .url, .publisher, .publishedAt} AS article, start, end, sentence, collect(DISTINCT id) AS events
