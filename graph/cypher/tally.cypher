// Acts between two sides, counted by direction, day, precision, action and intensity. Starts from the side with fewer.
//
// $one, $other: {ids, countries}: any of these actors, or any actor of these countries; forward is from one to other
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
// :params {one: {ids: [], countries: ['IRN']}, other: {ids: [], countries: ['ISR']}, event: {since: '', until: '9999-12-31', actions: null, modes: null, modalities: ['occurred'], minConfidence: null, place: null, country: null, toldBy: null, minReports: null}, asOf: datetime('9999-12-31T00:00:00Z')}
CALL () {
  MATCH (a:Actor WHERE a.id IN $one.ids OR a.country IN $one.countries)
  RETURN collect(a) AS ones, sum(COUNT { (a)-[:SOURCE_OF|TARGETS]-() }) AS oneEvents
}
CALL () {
  MATCH (a:Actor WHERE a.id IN $other.ids OR a.country IN $other.countries)
  RETURN collect(a) AS others, sum(COUNT { (a)-[:SOURCE_OF|TARGETS]-() }) AS otherEvents
}
UNWIND CASE WHEN oneEvents <= otherEvents THEN ones ELSE others END AS few
MATCH (few)-[:SOURCE_OF|TARGETS]-(e:Event)
WITH DISTINCT e
MATCH (s:Actor)-[:SOURCE_OF]->(e)-[:TARGETS]->(t:Actor)
WITH e,
  (s.id IN $one.ids OR coalesce(s.country IN $one.countries, false))
    AND (t.id IN $other.ids OR coalesce(t.country IN $other.countries, false)) AS forward,
  (s.id IN $other.ids OR coalesce(s.country IN $other.countries, false))
    AND (t.id IN $one.ids OR coalesce(t.country IN $one.countries, false)) AS back
WHERE (forward OR back)
  AND e.day >= $event.since AND e.day <= $event.until
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
RETURN forward, e.date AS date, e.datePrecision AS datePrecision, e.action AS action, e.intensity AS intensity,
  count(e) AS events, min(e.id) AS event
