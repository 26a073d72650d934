// One actor, or the last one that it was merged into.
//
// $id: the actor's identifier
// $asOf: only what was known at this instant (year 9999: now)
//
// :params {id: 'IRN', asOf: datetime('9999-12-31T00:00:00Z')}
MATCH (found:Actor {id: $id})
MATCH (a:Actor {id: coalesce(found.mergedLast, found.id)})
WHERE a.recordedAt <= $asOf
RETURN a {.id, .name, .kind, .country, .aliases, .wikidata, merged: COLLECT {
  MATCH (old:Actor {mergedLast: a.id}) UNWIND [old.name] + old.aliases AS name RETURN name
}} AS actor
