// Whom some actors have to do with: acts by the other side, direction and action, of the others with the most acts.
//
// $of: {ids, countries}: any of these actors, or any actor of these countries; outward is from one of them
// $event: which events; null does not filter
//   since, until          days as text, both inclusive; since '' lets undated events in
//   actions, modes, modalities                  lists
//   minConfidence         0 to 1
//   place                 folded name
//   country               alpha-3, of an actor on either side
//   toldBy                folded name of a data set or publisher
//   minReports            at least so many reports
// $limit: others
// $byCountry: whether the others count for their countries, without acts within one
// $asOf: only what was known at this instant (year 9999: now)
//
// :params {of: {ids: ['IRN'], countries: ['IRN']}, event: {since: '', until: '9999-12-31', actions: null, modes: null, modalities: ['occurred'], minConfidence: null, place: null, country: null, toldBy: null, minReports: null}, limit: 100, byCountry: false, asOf: datetime('9999-12-31T00:00:00Z')}
MATCH (a:Actor WHERE a.id IN $of.ids OR a.country IN $of.countries)-[:SOURCE_OF|TARGETS]-(e:Event)
WITH DISTINCT e
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
WITH e, s, t,
  s.id IN $of.ids OR coalesce(s.country IN $of.countries, false) AS outward,
  t.id IN $of.ids OR coalesce(t.country IN $of.countries, false) AS inward
WHERE outward <> inward AND (NOT $byCountry OR coalesce(s.country, s.id) <> coalesce(t.country, t.id))
WITH CASE WHEN outward THEN t ELSE s END AS far, outward, e
WITH CASE WHEN $byCountry THEN coalesce(far.country, far.id) ELSE far.id END AS other, outward, e.action AS action,
  count(e) AS events, min(e.date) AS first, max(e.date) AS last
WITH other, sum(events) AS total, collect({outward: outward, action: action, events: events, first: first, last: last}) AS ways
ORDER BY total DESC, other
LIMIT $limit
// A country's actor that was merged into another one does not name the country any more.
OPTIONAL MATCH (x:Actor {id: other}) WHERE x.mergedLast IS NULL
UNWIND ways AS way
RETURN other, x {.id, .name, .kind, .country} AS actor, way.outward AS outward, way.action AS action,
  way.events AS events, way.first AS first, way.last AS last
