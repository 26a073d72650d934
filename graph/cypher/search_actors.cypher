// Candidates for actors by name, and how many events ever named each, a side each.
//
// $lucene: what the full-text index looks for, as '+(iran^4 iran* iran~1)'
// $most: candidates
// $asOf: only what was known at this instant (year 9999: now)
//
// :params {lucene: '+(iran^4 iran* iran~1)', most: 500, asOf: datetime('9999-12-31T00:00:00Z')}
CALL db.index.fulltext.queryNodes('actor_names', $lucene, {limit: $most}) YIELD node AS found
WITH DISTINCT coalesce(found.mergedLast, found.id) AS last
MATCH (a:Actor {id: last})
WHERE a.recordedAt <= $asOf
RETURN a {.id, .name, .kind, .country} AS actor, a.aliases + COLLECT {
    MATCH (old:Actor {mergedLast: a.id}) UNWIND [old.name] + old.aliases AS name RETURN name
  } AS aliases,
  COUNT { (a)-[:SOURCE_OF]->() } + COUNT { (a)<-[:TARGETS]-() } AS events
