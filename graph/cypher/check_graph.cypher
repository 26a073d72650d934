// What should never be, counted: each column should be 0.
//
// $fixed: the status that some actions always have, by action: it is drawn like what has happened
//
// :params {fixed: {THREATEN: 'threatened', REQUEST: 'called_for', AGREE: 'planned'}}
RETURN
  COUNT {
    MATCH (e:Event) WHERE NOT EXISTS { (:Actor)-[:SOURCE_OF]->(e) } AND NOT EXISTS { (e)-[:TARGETS]->(:Actor) }
  } AS `events without an actor`,
  COUNT {
    MATCH (e:Event) WHERE COUNT { (:Actor)-[:SOURCE_OF]->(e) } > 1 OR COUNT { (e)-[:TARGETS]->(:Actor) } > 1
      OR COUNT { (e)-[:AT]->(:Place) } > 1
  } AS `events with two sources, targets or places`,
  COUNT { MATCH (e:Event) WHERE NOT EXISTS { (e)-[:REPORTED_IN]->(:Article) } } AS `events without a report`,
  COUNT {
    MATCH (e:Event)
    WHERE EXISTS { (e)-[:REPORTED_IN]->(:Article) }
      AND (e.reports <> COUNT { (e)-[r:REPORTED_IN]->(:Article) WHERE r.retractedAt IS NULL }
        OR (e.reports = 0) <> (e.retractedAt IS NOT NULL))
  } AS `events that miscount their reports`,
  COUNT {
    MATCH (e:Event)-[r:REPORTED_IN]->(a:Article)
    WHERE (r.retractedAt IS NULL) <> (a.retractedAt IS NULL) AND (e.dataset IS NULL OR r.retractedAt IS NULL)
  } AS `reports that outlive their article`,
  COUNT {
    MATCH (:Event)-[r:REPORTED_IN]->(a:Article) WHERE substring(a.text, r.start, r.end - r.start) <> r.sentence
  } AS `reports whose sentence is not where they say`,
  COUNT {
    MATCH ()-[l:LED_TO]->(e:Event)
    WHERE l.day <> e.day OR NOT EXISTS { MATCH (a:Article {id: l.articleId}) }
  } AS `links without their article or day`,
  COUNT {
    MATCH (s:Actor)-[r]->(t:Actor)
    WHERE NOT EXISTS {
      MATCH (s)-[:SOURCE_OF]->(e:Event {id: r.eventId})-[:TARGETS]->(t)
      WHERE e.retractedAt IS NULL AND e.modality = r.modality
        AND (e.date = r.date OR (e.date IS NULL AND r.date IS NULL))
    }
  } AS `short-cuts without their event`,
  COUNT {
    MATCH (:Actor)-[r]->(:Actor) MATCH (e:Event {id: r.eventId})
    WHERE e.modality <> 'occurred' AND NOT coalesce(e.modality = $fixed[e.action], false)
  } AS `short-cuts of what has not happened`,
  COUNT {
    MATCH (:Actor)-[:SOURCE_OF]->(e:Event)-[:TARGETS]->(:Actor)
    WHERE e.retractedAt IS NULL AND (e.modality = 'occurred' OR e.modality = $fixed[e.action])
  }
    - COUNT { MATCH (:Actor)-[r]->(:Actor) RETURN DISTINCT r.eventId } AS `events without their short-cut`,
  COUNT { (:Actor)-->(:Actor) }
    - COUNT { MATCH (:Actor)-[r]->(:Actor) RETURN DISTINCT r.eventId } AS `events drawn twice`
