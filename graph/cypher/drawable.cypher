// Events that show and have two sides, the first of these actors.
//
// $ids: the actors' identifiers
//
// :params {ids: ['IRN']}
MATCH (s:Actor WHERE s.id IN $ids)-[:SOURCE_OF]->(e:Event WHERE e.retractedAt IS NULL)-[:TARGETS]->(t:Actor)
RETURN s.id AS source, t.id AS target, e.id AS event, e.date AS date, e.action AS action, e.mode AS mode,
  e.modality AS modality
