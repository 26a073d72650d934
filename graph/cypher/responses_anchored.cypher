// What led to what, latest effect first. As responses.cypher, but starts from actors or a place of either event.
// Of several links of one pair, the most confident one (then the smallest article identifier).
//
// $anchor: {ids, countries, place, toldBy}: actors by identifier or country, or a place, or a data set or publisher, by
//   folded name
// $cause, $effect: which events; null does not filter
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
// $afterDay, $afterEffect, $afterCause: the last response of the page before, or null
// $asOf: only what was known at this instant (year 9999: now)
// $limit: rows
//
// :params {anchor: {ids: ['IRN'], countries: ['IRN'], place: null, toldBy: null}, cause: {since: '', until: '9999-12-31', actions: null, modes: null, modalities: ['occurred'], minConfidence: null, place: null, country: null, toldBy: null, minReports: null, bothSides: false, source: null, target: null, actor: null, counterpart: null}, effect: {since: '', until: '9999-12-31', actions: null, modes: null, modalities: ['occurred'], minConfidence: null, place: null, country: null, toldBy: null, minReports: null, bothSides: false, source: null, target: null, actor: {ids: ['IRN'], countries: ['IRN']}, counterpart: null}, afterDay: null, afterEffect: null, afterCause: null, asOf: datetime('9999-12-31T00:00:00Z'), limit: 100}
CALL () {
  MATCH (a:Actor WHERE a.id IN $anchor.ids OR a.country IN $anchor.countries)-[:SOURCE_OF|TARGETS]-(:Event)-[l:LED_TO]-()
  RETURN l
UNION
  MATCH (:Place {folded: $anchor.place})<-[:AT]-(:Event)-[l:LED_TO]-()
  RETURN l
UNION
  MATCH (:Article {publisherFolded: $anchor.toldBy})<-[:REPORTED_IN]-(:Event)-[l:LED_TO]-()
  RETURN l
UNION
  MATCH (o:Event)-[l:LED_TO]-()
  WHERE o.dataset = $anchor.toldBy AND o.recordId IS NOT NULL
  RETURN l
}
WITH startNode(l) AS c, l, endNode(l) AS e
WHERE l.recordedAt <= $asOf AND (l.retractedAt IS NULL OR l.retractedAt > $asOf)
  AND ($afterEffect IS NULL OR l.day < $afterDay OR e.id > $afterEffect OR (e.id = $afterEffect AND c.id > $afterCause))
  AND e.day >= $effect.since AND e.day <= $effect.until
  AND ($effect.actions IS NULL OR e.action IN $effect.actions)
  AND ($effect.modes IS NULL OR e.mode IN $effect.modes)
  AND ($effect.modalities IS NULL OR e.modality IN $effect.modalities)
  AND ($effect.minConfidence IS NULL OR e.confidence >= $effect.minConfidence)
  AND ($effect.place IS NULL OR EXISTS { (e)-[:AT]->(p:Place) WHERE p.folded = $effect.place })
  AND ($effect.country IS NULL OR EXISTS {
    (e)-[:SOURCE_OF|TARGETS]-(x:Actor) WHERE x.id = $effect.country OR x.country = $effect.country
  })
  AND ($effect.toldBy IS NULL OR e.dataset = $effect.toldBy OR EXISTS {
    (e)-[r:REPORTED_IN]->(a:Article)
    WHERE a.publisherFolded = $effect.toldBy AND r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
  })
  AND ($effect.minReports IS NULL OR $effect.minReports <= COUNT {
    (e)-[r:REPORTED_IN]->(:Article) WHERE r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
  })
  AND c.day >= $cause.since AND c.day <= $cause.until
  AND ($cause.actions IS NULL OR c.action IN $cause.actions)
  AND ($cause.modes IS NULL OR c.mode IN $cause.modes)
  AND ($cause.modalities IS NULL OR c.modality IN $cause.modalities)
  AND ($cause.minConfidence IS NULL OR c.confidence >= $cause.minConfidence)
  AND ($cause.place IS NULL OR EXISTS { (c)-[:AT]->(p:Place) WHERE p.folded = $cause.place })
  AND ($cause.country IS NULL OR EXISTS {
    (c)-[:SOURCE_OF|TARGETS]-(x:Actor) WHERE x.id = $cause.country OR x.country = $cause.country
  })
  AND ($cause.toldBy IS NULL OR c.dataset = $cause.toldBy OR EXISTS {
    (c)-[r:REPORTED_IN]->(a:Article)
    WHERE a.publisherFolded = $cause.toldBy AND r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
  })
  AND ($cause.minReports IS NULL OR $cause.minReports <= COUNT {
    (c)-[r:REPORTED_IN]->(:Article) WHERE r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
  })
OPTIONAL MATCH (cs:Actor)-[:SOURCE_OF]->(c)
OPTIONAL MATCH (c)-[:TARGETS]->(ct:Actor)
OPTIONAL MATCH (s:Actor)-[:SOURCE_OF]->(e)
OPTIONAL MATCH (e)-[:TARGETS]->(t:Actor)
WITH c, e, l, cs, ct, s, t
WHERE (NOT $cause.bothSides OR (cs IS NOT NULL AND ct IS NOT NULL))
  AND ($cause.source IS NULL OR cs.id IN $cause.source.ids OR cs.country IN $cause.source.countries)
  AND ($cause.target IS NULL OR ct.id IN $cause.target.ids OR ct.country IN $cause.target.countries)
  AND ((
    ($cause.actor IS NULL OR cs.id IN $cause.actor.ids OR cs.country IN $cause.actor.countries)
    AND ($cause.counterpart IS NULL OR ct.id IN $cause.counterpart.ids OR ct.country IN $cause.counterpart.countries)
  ) OR (
    ($cause.actor IS NULL OR ct.id IN $cause.actor.ids OR ct.country IN $cause.actor.countries)
    AND ($cause.counterpart IS NULL OR cs.id IN $cause.counterpart.ids OR cs.country IN $cause.counterpart.countries)
  ))
  AND (NOT $effect.bothSides OR (s IS NOT NULL AND t IS NOT NULL))
  AND ($effect.source IS NULL OR s.id IN $effect.source.ids OR s.country IN $effect.source.countries)
  AND ($effect.target IS NULL OR t.id IN $effect.target.ids OR t.country IN $effect.target.countries)
  AND ((
    ($effect.actor IS NULL OR s.id IN $effect.actor.ids OR s.country IN $effect.actor.countries)
    AND ($effect.counterpart IS NULL OR t.id IN $effect.counterpart.ids OR t.country IN $effect.counterpart.countries)
  ) OR (
    ($effect.actor IS NULL OR t.id IN $effect.actor.ids OR t.country IN $effect.actor.countries)
    AND ($effect.counterpart IS NULL OR s.id IN $effect.counterpart.ids OR s.country IN $effect.counterpart.countries)
  ))
  AND NOT EXISTS {
    (c)-[b:LED_TO]->(e)
    WHERE b.recordedAt <= $asOf AND (b.retractedAt IS NULL OR b.retractedAt > $asOf)
      AND (coalesce(b.confidence, -1) > coalesce(l.confidence, -1)
        OR (coalesce(b.confidence, -1) = coalesce(l.confidence, -1) AND b.articleId < l.articleId))
  }
  AND EXISTS {
    (e)-[r:REPORTED_IN]->(:Article)
    WHERE r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
  }
  AND EXISTS {
    (c)-[r:REPORTED_IN]->(:Article)
    WHERE r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
  }
WITH c, e, l
ORDER BY l.day DESC, e.id, c.id
LIMIT $limit
MATCH (a:Article {id: l.articleId})
RETURN c.id AS cause, e.id AS effect, e.date AS date,
  l {.method, .evidence, .sentence, .start, .end, .confidence, .lagDays} AS link,
  a {.id, .title, .url, .publisher, .publishedAt} AS article
ORDER BY l.day DESC, e.id, c.id
