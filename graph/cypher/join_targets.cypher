// Join new events with whom they were done to.
//
// $rows: {event, other}: other is the actor
//
// :params {rows: [{event: 'ev-1', other: 'IRN'}]}
UNWIND $rows AS row
MATCH (e:Event {id: row.event})
MATCH (a:Actor {id: row.other})
CREATE (e)-[:TARGETS]->(a)
