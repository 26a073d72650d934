// Write reports of data sets, which quote no sentence; a known one shows again, and gains the sentence's place.
//
// $rows: {event, article, sentenceIndex}
// $extractor: what read them
// $at: the instant
//
// :params {rows: [{event: 'ev-1', article: 'ar-1', sentenceIndex: 0}], extractor: 'gdelt', at: datetime('2026-01-01T00:00:00Z')}
UNWIND $rows AS row
MATCH (e:Event {id: row.event})
MATCH (a:Article {id: row.article})
MERGE (e)-[r:REPORTED_IN {start: 0, trigger: ''}]->(a)
ON CREATE SET r.extractor = $extractor, r.recordedAt = $at, r.fresh = true
WITH e, r, row, r.fresh IS NOT NULL AS new, r.retractedAt IS NOT NULL AS gone, coalesce(r.sentenceIndex, -1) AS before
SET r.fresh = null, r.retractedAt = null
SET r.sentenceIndex = CASE WHEN row.sentenceIndex > before THEN row.sentenceIndex ELSE r.sentenceIndex END
WITH e, sum(CASE WHEN new OR gone THEN 1 ELSE 0 END) AS more,
  sum(CASE WHEN new OR gone OR row.sentenceIndex > before THEN 1 ELSE 0 END) AS told
SET e.reports = coalesce(e.reports, 0) + more
RETURN sum(told) AS told
