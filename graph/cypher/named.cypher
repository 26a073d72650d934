// Actors with this identifier, or with a name that folds to this text.
//
// $id: an identifier
// $folded: a folded name
// $lucene: what the full-text index looks for, as '+joko* +widodo*'; finds candidates
// $asOf: only what was known at this instant (year 9999: now)
//
// :params {id: 'Iran', folded: 'iran', lucene: '+iran*', asOf: datetime('9999-12-31T00:00:00Z')}
CALL () {
  MATCH (a:Actor {id: $id})
  RETURN a
UNION
  CALL db.index.fulltext.queryNodes('actor_names', $lucene) YIELD node AS a
  WHERE $folded IN a.folded
  RETURN a
}
WITH DISTINCT coalesce(a.mergedLast, a.id) AS last
MATCH (a:Actor {id: last})
WHERE a.recordedAt <= $asOf
RETURN a {.id, .name, .kind, .country, .aliases, .wikidata, merged: COLLECT {
  MATCH (old:Actor {mergedLast: a.id}) UNWIND [old.name] + old.aliases AS name RETURN name
}} AS actor
ORDER BY a.id
