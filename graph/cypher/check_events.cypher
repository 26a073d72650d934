// What should never be of events, counted: each column should be 0.
//
// :params {}
MATCH (e:Event)
WITH e,
  COUNT { (:Actor)-[:SOURCE_OF]->(e) } AS sources,
  COUNT { (e)-[:TARGETS]->(:Actor) } AS targets,
  COUNT { (e)-[:AT]->(:Place) } AS places,
  COUNT { (e)-[:REPORTED_IN]->(:Article) } AS reports,
  COUNT { (e)-[r:REPORTED_IN]->(:Article) WHERE r.retractedAt IS NULL } AS live
RETURN
  sum(CASE WHEN sources = 0 AND targets = 0 THEN 1 ELSE 0 END) AS `events without an actor`,
  sum(CASE WHEN sources > 1 OR targets > 1 OR places > 1 THEN 1 ELSE 0 END)
    AS `events with two sources, targets or places`,
  sum(CASE WHEN reports = 0 THEN 1 ELSE 0 END) AS `events without a report`,
  sum(CASE WHEN reports > 0 AND (e.reports <> live OR (e.reports = 0) <> (e.retractedAt IS NOT NULL)) THEN 1 ELSE 0 END)
    AS `events that miscount their reports`
