// Join new events with whom they were done to.
//
// $rows: {event, other, told}: other is the actor; told: as which merged actor it was told, or null
//
// :params {rows: [{event: 'ev-1', other: 'IRN'}]}
UNWIND $rows AS row
MATCH (e:Event {id: row.event})
MATCH (a:Actor {id: row.other})
CREATE (e)-[r:TARGETS]->(a)
SET r.told = row.told
