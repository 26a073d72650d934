// Events, latest day first, undated last: who did what to whom. Walks the days backwards.
//
// $event: which ones; null does not filter
//   since, until          days as text, both inclusive; since '' lets undated events in
//   actions, modes, modalities                  lists
//   minConfidence         0 to 1
//   place                 folded name
//   country               alpha-3, of an actor on either side
//   toldBy                folded name of a data set or publisher
//   minReports            at least so many reports
//   bothSides             true: only events with a source and a target
//   source, target        {ids, countries}: any of these actors, or any actor of these countries
//   actor, counterpart    the same, on either side and on the other one
// $afterDay, $afterId: the last event of the page before, or null; event.until is then at most afterDay
// $asOf: only what was known at this instant (year 9999: now)
// $limit: rows
//
// :params {event: {since: '', until: '9999-12-31', actions: ['CONSULT'], modes: null, modalities: ['occurred'], minConfidence: null, place: null, country: null, toldBy: null, minReports: null, bothSides: false, source: null, target: null, actor: null, counterpart: null}, afterDay: null, afterId: null, asOf: datetime('9999-12-31T00:00:00Z'), limit: 100}
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
  AND ($afterId IS NULL OR e.day < $afterDay OR e.id > $afterId)
OPTIONAL MATCH (s:Actor)-[:SOURCE_OF]->(e)
OPTIONAL MATCH (e)-[:TARGETS]->(t:Actor)
WITH e, s, t
WHERE (NOT $event.bothSides OR (s IS NOT NULL AND t IS NOT NULL))
  AND ($event.source IS NULL OR s.id IN $event.source.ids OR s.country IN $event.source.countries)
  AND ($event.target IS NULL OR t.id IN $event.target.ids OR t.country IN $event.target.countries)
  AND ((
    ($event.actor IS NULL OR s.id IN $event.actor.ids OR s.country IN $event.actor.countries)
    AND ($event.counterpart IS NULL OR t.id IN $event.counterpart.ids OR t.country IN $event.counterpart.countries)
  ) OR (
    ($event.actor IS NULL OR t.id IN $event.actor.ids OR t.country IN $event.actor.countries)
    AND ($event.counterpart IS NULL OR s.id IN $event.counterpart.ids OR s.country IN $event.counterpart.countries)
  ))
  AND EXISTS {
    (e)-[r:REPORTED_IN]->(:Article)
    WHERE r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
  }
RETURN e.id AS id, e.date AS date, s.name AS source, e.action AS action, e.mode AS mode, t.name AS target
ORDER BY e.day DESC, e.id
LIMIT $limit
