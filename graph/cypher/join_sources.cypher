// Join new events with who did them.
//
// $rows: {event, other}: other is the actor
//
// :params {rows: [{event: 'ev-1', other: 'IRN'}]}
UNWIND $rows AS row
MATCH (e:Event {id: row.event})
MATCH (a:Actor {id: row.other})
CREATE (a)-[:SOURCE_OF]->(e)
