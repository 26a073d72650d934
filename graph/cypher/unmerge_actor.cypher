// Undo a merge: what was told of the actor, or of those merged into it before, is its own again.
//
// $old, $last: identifiers: whose merge is undone, and who has its events now
// $group: it, and all that were merged into it
//
// :params {old: 'ac-1', last: 'ac-2', group: ['ac-1']}
MATCH (old:Actor {id: $old})
MATCH (last:Actor {id: $last})
SET old.mergedInto = null, old.mergedLast = null, old.mergedBy = null, old.mergedWhy = null, old.mergedAt = null
WITH old, last
CALL () {
  MATCH (before:Actor WHERE before.id IN $group AND before.id <> $old)
  SET before.mergedLast = $old
}
CALL (old, last) {
  MATCH (last)-[r:SOURCE_OF]->(e:Event)
  WHERE r.told IN $group
  CREATE (old)-[back:SOURCE_OF]->(e)
  SET back.told = CASE r.told WHEN $old THEN null ELSE r.told END
  DELETE r
  WITH old, last, e
  MATCH (e)-[:TARGETS]->(t:Actor)
  MATCH (last)-[d {eventId: e.id}]->(t)
  CREATE (old)-[drawn:$(type(d))]->(t)
  SET drawn = properties(d)
  DELETE d
}
CALL (old, last) {
  MATCH (e:Event)-[r:TARGETS]->(last)
  WHERE r.told IN $group
  CREATE (e)-[back:TARGETS]->(old)
  SET back.told = CASE r.told WHEN $old THEN null ELSE r.told END
  DELETE r
  WITH old, last, e
  MATCH (s:Actor)-[:SOURCE_OF]->(e)
  MATCH (s)-[d {eventId: e.id}]->(last)
  CREATE (s)-[drawn:$(type(d))]->(old)
  SET drawn = properties(d)
  DELETE d
}
