// How many of each kind are known.
//
// $asOf: only what was known at this instant (year 9999: now)
//
// :params {asOf: datetime('9999-12-31T00:00:00Z')}
RETURN
  COUNT { MATCH (a:Actor) WHERE a.recordedAt <= $asOf AND a.mergedLast IS NULL } AS actors,
  COUNT { MATCH (p:Place) WHERE p.recordedAt <= $asOf } AS places,
  COUNT {
    MATCH (a:Article) WHERE a.recordedAt <= $asOf AND (a.retractedAt IS NULL OR a.retractedAt > $asOf)
  } AS articles,
  COUNT {
    MATCH (e:Event)
    WHERE EXISTS {
      (e)-[r:REPORTED_IN]->(:Article)
      WHERE r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
    }
  } AS events,
  COUNT {
    MATCH (:Event)-[r:REPORTED_IN]->(:Article)
    WHERE r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
  } AS reports,
  COUNT {
    MATCH (:Event)-[l:LED_TO]->(:Event)
    WHERE l.recordedAt <= $asOf AND (l.retractedAt IS NULL OR l.retractedAt > $asOf)
  } AS links
