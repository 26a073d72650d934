// From each of some events along its links: to what it led to, or back to what led to it; earliest first, undated last.
// Of several links of one pair, the most confident one (then the smallest article identifier).
//
// $ids: the events' identifiers, in the order of the answer
// $back: false: to effects; true: to causes
// $event: which events at the other end; null does not filter
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
// $asOf: only what was known at this instant (year 9999: now)
// $each: rows for each event
//
// :params {ids: ['ev-1'], back: false, event: {since: '', until: '9999-12-31', actions: null, modes: null, modalities: ['occurred'], minConfidence: null, place: null, country: null, toldBy: null, minReports: null, bothSides: false, source: null, target: null, actor: null, counterpart: null}, asOf: datetime('9999-12-31T00:00:00Z'), each: 10}
UNWIND range(0, size($ids) - 1) AS place
MATCH (n:Event {id: $ids[place]})
WHERE EXISTS {
  (n)-[r:REPORTED_IN]->(:Article)
  WHERE r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
}
CALL (n) {
  MATCH (n)-[l:LED_TO]-(e:Event)
  WHERE startNode(l) = CASE WHEN $back THEN e ELSE n END
    AND l.recordedAt <= $asOf AND (l.retractedAt IS NULL OR l.retractedAt > $asOf)
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
  OPTIONAL MATCH (s:Actor)-[:SOURCE_OF]->(e)
  OPTIONAL MATCH (e)-[:TARGETS]->(t:Actor)
  WITH n, l, e, s, t
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
    AND NOT EXISTS {
      (n)-[b:LED_TO]-(e)
      WHERE startNode(b) = startNode(l)
        AND b.recordedAt <= $asOf AND (b.retractedAt IS NULL OR b.retractedAt > $asOf)
        AND (coalesce(b.confidence, -1) > coalesce(l.confidence, -1)
          OR (coalesce(b.confidence, -1) = coalesce(l.confidence, -1) AND b.articleId < l.articleId))
    }
    AND EXISTS {
      (e)-[r:REPORTED_IN]->(:Article)
      WHERE r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
    }
  RETURN l, e
  ORDER BY e.date, e.id
  LIMIT $each
}
MATCH (a:Article {id: l.articleId})
RETURN startNode(l).id AS cause, endNode(l).id AS effect, e.date AS date,
  l {.method, .evidence, .sentence, .start, .end, .confidence, .lagDays} AS link,
  a {.id, .title, .url, .publisher, .publishedAt} AS article
ORDER BY place, e.date, e.id
