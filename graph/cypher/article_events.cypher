// What an article reports, in the order in which it first tells of each event.
//
// $id: the article's identifier
// $asOf: only what was known at this instant (year 9999: now)
// $limit: rows
//
// :params {id: 'ar-1', asOf: datetime('9999-12-31T00:00:00Z'), limit: 100}
MATCH (:Article {id: $id})<-[r:REPORTED_IN]-(e:Event)
WHERE r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
RETURN e.id AS id, min(r.start) AS start, e.action AS action
ORDER BY start, id
LIMIT $limit
