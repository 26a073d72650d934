// The pairs of actors that the most acts name, whichever of the two acts.
//
// $event: which events; null does not filter
//   since, until          days as text, both inclusive; since '' lets undated events in
//   actions, modes, modalities                  lists
//   minConfidence         0 to 1
//   place                 folded name
//   country               alpha-3, of an actor on either side
//   toldBy                folded name of a data set or publisher
//   minReports            at least so many reports
// $each: pairs
// $asOf: only what was known at this instant (year 9999: now)
//
// :params {event: {since: '', until: '9999-12-31', actions: null, modes: null, modalities: ['occurred'], minConfidence: null, place: null, country: null, toldBy: null, minReports: null}, each: 100, asOf: datetime('9999-12-31T00:00:00Z')}
MATCH (e:Event)
WHERE e.day >= $event.since AND e.day <= $event.until
  AND ($event.actions IS NULL OR e.action IN $event.actions)
  AND ($event.modes IS NULL OR e.mode IN $event.modes)
  AND ($event.modalities IS NULL OR e.modality IN $event.modalities)
  AND ($event.minConfidence IS NULL OR e.confidence >= $event.minConfidence)
  AND ($event.place IS NULL OR EXISTS { (e)-[:AT]->(p:Place) WHERE p.folded = $event.place })
  AND ($event.country IS NULL OR EXISTS {
    (e)-[:SOURCE_OF|TARGETS]-(x:Actor) WHERE x.id = $event.country OR x.country = $event.country
  })
  AND ($event.toldBy IS NULL OR e.dataset = $event.toldBy OR EXISTS {
    (e)-[r:REPORTED_IN]->(a:Article)
    WHERE a.publisherFolded = $event.toldBy AND r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
  })
  AND ($event.minReports IS NULL OR $event.minReports <= COUNT {
    (e)-[r:REPORTED_IN]->(:Article) WHERE r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
  })
  AND EXISTS {
    (e)-[r:REPORTED_IN]->(:Article)
    WHERE r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
  }
MATCH (s:Actor)-[:SOURCE_OF]->(e)-[:TARGETS]->(t:Actor)
WHERE s <> t
WITH CASE WHEN s.id < t.id THEN s.id ELSE t.id END AS actor, CASE WHEN s.id < t.id THEN t.id ELSE s.id END AS other,
  count(e) AS events
ORDER BY events DESC, actor, other
LIMIT $each
RETURN actor, other, events
