// Erase the short-cuts of events.
//
// $ids: the events' identifiers
//
// :params {ids: ['ev-1']}
UNWIND $ids AS id
MATCH (s:Actor)-[:SOURCE_OF]->(:Event {id: id})-[:TARGETS]->(t:Actor)
MATCH (s)-[r {eventId: id}]->(t)
DELETE r
