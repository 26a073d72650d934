// Erase the short-cuts of events. Those between the same two actors are looked for together, for between two states
// there may be thousands.
//
// $ids: the events' identifiers
//
// :params {ids: ['ev-1']}
UNWIND $ids AS id
MATCH (e:Event {id: id})
MATCH (s:Actor)-[:SOURCE_OF]->(e)-[:TARGETS]->(t:Actor)
WITH s, t, collect(id) AS ids
MATCH (s)-[r]->(t)
WHERE r.eventId IN ids
DELETE r
