// Merge one actor into another: its events and short-cuts move to the last actor of the chain, and each side notes as
// which actor it was told.
//
// $old, $into, $last: identifiers
// $by, $why, $at: whose judgement it is, for which reason, and when
//
// :params {old: 'ac-1', into: 'ac-2', last: 'ac-2', by: 'An editor', why: 'The same person', at: datetime('2026-01-01T00:00:00Z')}
MATCH (old:Actor {id: $old})
MATCH (last:Actor {id: $last})
SET old.mergedInto = $into, old.mergedLast = $last, old.mergedBy = $by, old.mergedWhy = $why, old.mergedAt = $at
WITH old, last
CALL (last) {
  MATCH (before:Actor {mergedLast: $old})
  SET before.mergedLast = $last
}
CALL (old, last) {
  MATCH (old)-[r:SOURCE_OF]->(e:Event)
  CREATE (last)-[moved:SOURCE_OF]->(e)
  SET moved.told = coalesce(r.told, $old)
  DELETE r
}
CALL (old, last) {
  MATCH (e:Event)-[r:TARGETS]->(old)
  CREATE (e)-[moved:TARGETS]->(last)
  SET moved.told = coalesce(r.told, $old)
  DELETE r
}
CALL (old, last) {
  MATCH (old)-[r]->(t:Actor)
  CREATE (last)-[drawn:$(type(r))]->(t)
  SET drawn = properties(r)
  DELETE r
}
CALL (old, last) {
  MATCH (s:Actor)-[r]->(old)
  CREATE (s)-[drawn:$(type(r))]->(last)
  SET drawn = properties(r)
  DELETE r
}
