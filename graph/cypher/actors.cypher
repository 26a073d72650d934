// Actors by the beginnings of the words of a name. Those with exactly this name come first, then by folded name.
//
// $lucene: what the full-text index looks for, as '+pres* +rus*'; finds candidates
// $words: the folded words; each must begin a word of one and the same name
// $folded: the folded text
// $asOf: only what was known at this instant (year 9999: now)
// $limit: rows
//
// :params {lucene: '+ira*', words: ['ira'], folded: 'ira', asOf: datetime('9999-12-31T00:00:00Z'), limit: 10}
CALL db.index.fulltext.queryNodes('actor_names', $lucene) YIELD node AS found
WHERE any(name IN found.folded WHERE all(word IN $words WHERE (' ' + name) CONTAINS (' ' + word)))
MATCH (a:Actor {id: coalesce(found.mergedLast, found.id)})
WHERE a.recordedAt <= $asOf
WITH a, max(CASE WHEN $folded IN found.folded THEN 1 ELSE 0 END) AS whole
RETURN a {.id, .name, .kind, .country, .aliases, .wikidata, merged: COLLECT {
  MATCH (old:Actor {mergedLast: a.id}) UNWIND [old.name] + old.aliases AS name RETURN name
}} AS actor
ORDER BY whole DESC, a.folded[0], a.id
LIMIT $limit
