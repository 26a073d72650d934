// Withdraw events of data sets with their reports. Tells which showed until now.
//
// $ids: the events' identifiers
// $at: the instant
//
// :params {ids: ['ev-1'], at: datetime('2026-01-02T00:00:00Z')}
UNWIND $ids AS id
MATCH (e:Event {id: id})
WHERE e.retractedAt IS NULL
SET e.retractedAt = $at, e.reports = 0
WITH e
CALL (e) {
  MATCH (e)-[r:REPORTED_IN]->(:Article)
  WHERE r.retractedAt IS NULL
  SET r.retractedAt = $at
}
CALL (e) {
  MATCH (e)-[l:LED_TO]-(:Event)
  WHERE l.retractedAt IS NULL
  SET l.retractedAt = $at
}
RETURN e.id AS id
