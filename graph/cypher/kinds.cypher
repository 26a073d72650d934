// Acts of some actors, with or without another side, counted by direction, action and status.
//
// $of: {ids, countries}: any of these actors, or any actor of these countries; outward: one of them acts
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
// :params {of: {ids: ['IRN'], countries: ['IRN']}, event: {since: '', until: '9999-12-31', actions: null, modes: null, modalities: ['occurred'], minConfidence: null, place: null, country: null, toldBy: null, minReports: null}, asOf: datetime('9999-12-31T00:00:00Z')}
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
RETURN EXISTS { (s:Actor)-[:SOURCE_OF]->(e) WHERE s.id IN $of.ids OR s.country IN $of.countries } AS outward,
  e.action AS action, e.modality AS modality, count(e) AS events, min(e.date) AS first, max(e.date) AS last
