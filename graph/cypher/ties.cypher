// What the two of each pair have done to each other, by direction and action.
//
// $pairs: lists of two identifiers, each pair once
// $event: which events; null does not filter
//   since, until          days as text, both inclusive; since '' lets undated events in
//   actions, modes, modalities                  lists
//   minConfidence         0 to 1
//   place                 folded name
//   country               alpha-3, of an actor on either side
//   toldBy                folded name of a data set or publisher
//   minReports            at least so many reports
// $asOf: only what was known at this instant (year 9999: now)
//
// :params {pairs: [['IRN', 'ISR']], event: {since: '', until: '9999-12-31', actions: null, modes: null, modalities: ['occurred'], minConfidence: null, place: null, country: null, toldBy: null, minReports: null}, asOf: datetime('9999-12-31T00:00:00Z')}
UNWIND $pairs AS pair
UNWIND [pair, [pair[1], pair[0]]] AS way
MATCH (s:Actor {id: way[0]})
MATCH (t:Actor {id: way[1]})
MATCH (s)-[:SOURCE_OF]->(e:Event)-[:TARGETS]->(t)
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
RETURN s {.id, .name, .kind, .country} AS source, t {.id, .name, .kind, .country} AS target, e.action AS action,
  count(e) AS events, min(e.date) AS first, max(e.date) AS last
