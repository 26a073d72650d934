// Candidates for places by name, and how many events were ever said to be there.
//
// $lucene: what the full-text index looks for, as '+(basra^4 basra* basra~1)'
// $most: candidates
// $asOf: only what was known at this instant (year 9999: now)
//
// :params {lucene: '+(basra^4 basra* basra~1)', most: 500, asOf: datetime('9999-12-31T00:00:00Z')}
CALL db.index.fulltext.queryNodes('place_names', $lucene, {limit: $most}) YIELD node AS p
WHERE p.recordedAt <= $asOf
RETURN p {.id, .name, .country, .lat, .lon} AS place, COUNT { (p)<-[:AT]-() } AS events
