// Withdraw an article and its reports; an event that nothing else reports is retracted. Tells how many reports went.
//
// $id: the article's identifier
// $at: the instant
//
// :params {id: 'ar-1', at: datetime('2026-01-02T00:00:00Z')}
MATCH (a:Article {id: $id})
SET a.retractedAt = $at
WITH a
MATCH (e:Event)-[r:REPORTED_IN]->(a)
WHERE r.retractedAt IS NULL
SET r.retractedAt = $at
WITH e, count(r) AS gone
SET e.reports = e.reports - gone
SET e.retractedAt = CASE e.reports WHEN 0 THEN $at END
RETURN e.id AS id, gone, e.retractedAt IS NOT NULL AS retracted
