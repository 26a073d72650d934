// Join new events with where they happened.
//
// $rows: {event, other}: other is the place
//
// :params {rows: [{event: 'ev-1', other: 'pl-1'}]}
UNWIND $rows AS row
MATCH (e:Event {id: row.event})
MATCH (p:Place {id: row.other})
CREATE (e)-[:AT]->(p)
