// The merges of actors that stand, the latest first; of one actor, where one is named.
//
// $id: the merged actor, or null for all
//
// :params {id: null}
MATCH (old:Actor)
WHERE old.mergedLast IS NOT NULL AND ($id IS NULL OR old.id = $id)
MATCH (into:Actor {id: old.mergedInto})
RETURN old {.id, .name, .kind, .country} AS old, into {.id, .name, .kind, .country} AS into,
  old.mergedBy AS by, old.mergedWhy AS why, old.mergedAt AS at
ORDER BY at DESC, old.id
