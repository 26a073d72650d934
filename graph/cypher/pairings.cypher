// Pairs of actors by how many events name both, whichever of the two acts; the most events first.
//
// $anchor: {ids, countries, place}: actors by identifier or country, or a place by folded name, to start from; null: all
// $event: which ones, as in events_anchored.cypher
// $asOf: only what was known at this instant (year 9999: now)
// $limit: pairs
// $byCountry: whether an actor counts for its country
//
// :params {anchor: {ids: ['IRN'], countries: ['IRN'], place: null, toldBy: null}, event: {since: '', until: '9999-12-31', actions: ['CONSULT'], modes: null, modalities: ['occurred'], minConfidence: null, place: null, country: null, toldBy: null, minReports: null, bothSides: false, source: null, target: null, actor: {ids: ['IRN'], countries: ['IRN']}, counterpart: null}, asOf: datetime('9999-12-31T00:00:00Z'), limit: 100, byCountry: false}
CALL () {
  MATCH (a:Actor WHERE a.id IN $anchor.ids OR a.country IN $anchor.countries)-[:SOURCE_OF|TARGETS]-(e:Event)
  RETURN e
UNION
  MATCH (:Place {folded: $anchor.place})<-[:AT]-(e:Event)
  RETURN e
UNION
  WITH $anchor AS anchor
  WHERE anchor IS NULL
  MATCH (e:Event)
  RETURN e
}
WITH e
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
OPTIONAL MATCH (s:Actor)-[:SOURCE_OF]->(e)
OPTIONAL MATCH (e)-[:TARGETS]->(t:Actor)
WITH e, s, t
WHERE s <> t AND (NOT $byCountry OR coalesce(s.country, s.id) <> coalesce(t.country, t.id))
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
WITH e, CASE WHEN $byCountry THEN coalesce(s.country, s.id) ELSE s.id END AS one,
  CASE WHEN $byCountry THEN coalesce(t.country, t.id) ELSE t.id END AS other
WITH e, CASE WHEN one < other THEN one ELSE other END AS a, CASE WHEN one < other THEN other ELSE one END AS b
ORDER BY e.day DESC, e.id
WITH a, b, count(e) AS events, min(e.date) AS first, max(e.date) AS last, head(collect(e.id)) AS latest
ORDER BY events DESC, a, b
LIMIT $limit
// A country's actor that was merged into another one does not name the country any more.
OPTIONAL MATCH (x:Actor {id: a}) WHERE x.mergedLast IS NULL
OPTIONAL MATCH (y:Actor {id: b}) WHERE y.mergedLast IS NULL
RETURN a, b, x {.id, .name, .kind, .country} AS one, y {.id, .name, .kind, .country} AS other, events, first, last, latest
ORDER BY events DESC, a, b
