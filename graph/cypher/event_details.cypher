// Events in full: actors, place, and each report with its article and whose claim it is.
// Reports: oldest article first (no day: last), then by article, start and trigger.
//
// $ids: the events' identifiers
// $asOf: only what was known at this instant (year 9999: now)
// $most: reports of each event
//
// :params {ids: ['ev-1'], asOf: datetime('9999-12-31T00:00:00Z'), most: 100}
UNWIND $ids AS id
MATCH (e:Event {id: id})
OPTIONAL MATCH (s:Actor)-[:SOURCE_OF]->(e)
OPTIONAL MATCH (e)-[:TARGETS]->(t:Actor)
OPTIONAL MATCH (e)-[:AT]->(p:Place)
WITH e, s, t, p, COLLECT {
  MATCH (e)-[r:REPORTED_IN]->(a:Article)
  WHERE r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
  OPTIONAL MATCH (told:Actor {id: r.attributedToId})
  OPTIONAL MATCH (c:Actor {id: coalesce(told.mergedLast, told.id)})
  RETURN r {
    .sentence, .sentenceIndex, .start, .end, .trigger, .extractor,
    attributedTo: c {.id, .name, .kind, .country},
    article: a {.id, .title, .url, .publisher, .publishedAt}
  }
  ORDER BY a.publishedAt, a.id, r.start, r.trigger
  LIMIT $most
} AS reports, COUNT {
  (e)-[r:REPORTED_IN]->(:Article)
  WHERE r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
} AS total
WHERE reports <> []
RETURN
  e {
    .id, .action, .mode, .cameo, .quad, .intensity, .modality, .date, .dateEnd, .datePrecision, .confidence, .recordedAt,
    .dataset, .recordId, .recordVersion, .mentions, .sources, .articles, .deaths, .deathsLow, .deathsHigh, .contexts,
    .note
  } AS event,
  s {.id, .name, .kind, .country} AS source,
  t {.id, .name, .kind, .country} AS target,
  p {.id, .name, .country, .lat, .lon} AS place,
  reports,
  total
