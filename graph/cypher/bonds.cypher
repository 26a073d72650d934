// How many acts name both of two actors, whichever acts: of each of these actors the others with the most such acts.
//
// $of: {ids, countries}: any of these actors, or any actor of these countries
// $to: only others with these identifiers; null for any
// $event: which events; null does not filter
//   since, until          days as text, both inclusive; since '' lets undated events in
//   actions, modes, modalities                  lists
//   minConfidence         0 to 1
//   place                 folded name
//   country               alpha-3, of an actor on either side
//   toldBy                folded name of a data set or publisher
//   minReports            at least so many reports
// $each: others of one actor
// $asOf: only what was known at this instant (year 9999: now)
//
// :params {of: {ids: ['IRN'], countries: []}, to: null, event: {since: '', until: '9999-12-31', actions: null, modes: null, modalities: ['occurred'], minConfidence: null, place: null, country: null, toldBy: null, minReports: null}, each: 100, asOf: datetime('9999-12-31T00:00:00Z')}
MATCH (one:Actor WHERE one.id IN $of.ids OR one.country IN $of.countries)
CALL (one) {
  MATCH (one)-[:SOURCE_OF|TARGETS]-(e:Event)
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
  MATCH (e)-[:SOURCE_OF|TARGETS]-(other:Actor)
  WHERE other <> one AND ($to IS NULL OR other.id IN $to)
  WITH other, count(DISTINCT e) AS events
  ORDER BY events DESC, other.id
  LIMIT $each
  RETURN other, events
}
RETURN one.id AS actor, other.id AS other, events
