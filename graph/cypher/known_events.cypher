// Which of these events are known, and what merging and the short-cuts need of them.
//
// $ids: identifiers
//
// :params {ids: ['ev-1']}
UNWIND $ids AS id
MATCH (e:Event {id: id})
OPTIONAL MATCH (s:Actor)-[:SOURCE_OF]->(e)
OPTIONAL MATCH (e)-[:TARGETS]->(t:Actor)
OPTIONAL MATCH (e)-[:AT]->(p:Place)
RETURN
  e {.id, .action, .mode, .cameo, .modality, .date, .confidence, .reports} AS event,
  e.retractedAt IS NOT NULL AS retracted,
  s.id AS source,
  t.id AS target,
  p.id AS place,
  COLLECT { MATCH (e)-[r:REPORTED_IN]->(a:Article) RETURN [a.id, r.start, r.trigger] } AS reports
