// What should never be of short-cuts, counted: each column should be 0. Starts from a short-cut's event, which has two
// sides, never from its actors, between whom there may be thousands of events.
//
// $fixed: the status that some actions always have, by action: it is drawn like what has happened
//
// :params {fixed: {THREATEN: 'threatened', REQUEST: 'called_for', AGREE: 'planned'}}
MATCH (s:Actor)-[r]->(t:Actor)
OPTIONAL MATCH (e:Event {id: r.eventId})
WITH r, e, e.modality = 'occurred' OR coalesce(e.modality = $fixed[e.action], false) AS happened,
  e.retractedAt IS NULL AND e.modality = r.modality AND (e.date = r.date OR (e.date IS NULL AND r.date IS NULL))
    AND EXISTS { (e)<-[:SOURCE_OF]-(s) } AND EXISTS { (e)-[:TARGETS]->(t) } AS alike
WITH sum(CASE WHEN e IS NULL OR NOT alike THEN 1 ELSE 0 END) AS loose,
  sum(CASE WHEN e IS NOT NULL AND NOT happened THEN 1 ELSE 0 END) AS early,
  count(r) AS drawn, count(DISTINCT r.eventId) AS events
RETURN loose AS `short-cuts without their event`, early AS `short-cuts of what has not happened`,
  COUNT {
    MATCH (:Actor)-[:SOURCE_OF]->(e:Event)-[:TARGETS]->(:Actor)
    WHERE e.retractedAt IS NULL AND (e.modality = 'occurred' OR e.modality = $fixed[e.action])
  } - events AS `events without their short-cut`,
  drawn - events AS `events drawn twice`
