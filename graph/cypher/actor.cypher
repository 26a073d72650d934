// One actor.
//
// $id: the actor's identifier
// $asOf: only what was known at this instant (year 9999: now)
//
// :params {id: 'IRN', asOf: datetime('9999-12-31T00:00:00Z')}
MATCH (a:Actor {id: $id})
WHERE a.recordedAt <= $asOf
RETURN a {.id, .name, .kind, .country, .aliases, .wikidata} AS actor
