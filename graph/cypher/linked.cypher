// What is linked with these events, as cause or as effect.
//
// $ids: the events' identifiers
// $asOf: only what was known at this instant (year 9999: now)
//
// :params {ids: ['ev-1'], asOf: datetime('9999-12-31T00:00:00Z')}
UNWIND $ids AS id
MATCH (e:Event {id: id})-[l:LED_TO]-(other:Event)
WHERE l.recordedAt <= $asOf AND (l.retractedAt IS NULL OR l.retractedAt > $asOf)
RETURN DISTINCT e.id AS id, other.id AS other
