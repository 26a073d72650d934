// What should never be of merges, counted: each column should be 0.
//
// :params {}
RETURN
  COUNT {
    MATCH (old:Actor) WHERE old.mergedLast IS NOT NULL AND EXISTS { (old)-[:SOURCE_OF|TARGETS]-(:Event) }
  } AS `no event names a merged actor`,
  COUNT {
    MATCH (old:Actor)
    WHERE old.mergedLast IS NOT NULL
      AND NOT EXISTS {
        MATCH (into:Actor {id: old.mergedInto}), (last:Actor {id: old.mergedLast})
        WHERE coalesce(into.mergedLast, into.id) = last.id AND last.mergedLast IS NULL
      }
  } AS `merges that do not lead to the last actor`,
  COUNT {
    MATCH (a:Actor)-[r:SOURCE_OF|TARGETS]-(:Event)
    WHERE r.told IS NOT NULL AND NOT EXISTS { MATCH (old:Actor {id: r.told}) WHERE old.mergedLast = a.id }
  } AS `sides that merges moved elsewhere`
