// What an event led to: earliest effect first, undated last.
// Of several links of one pair, the most confident one (then the smallest article identifier).
//
// $id: the event's identifier
// $asOf: only what was known at this instant (year 9999: now)
// $limit: rows
//
// :params {id: 'ev-1', asOf: datetime('9999-12-31T00:00:00Z'), limit: 100}
MATCH (c:Event {id: $id})-[l:LED_TO]->(e:Event)
WHERE l.recordedAt <= $asOf AND (l.retractedAt IS NULL OR l.retractedAt > $asOf)
  AND NOT EXISTS {
    (c)-[b:LED_TO]->(e)
    WHERE b.recordedAt <= $asOf AND (b.retractedAt IS NULL OR b.retractedAt > $asOf)
      AND (coalesce(b.confidence, -1) > coalesce(l.confidence, -1)
        OR (coalesce(b.confidence, -1) = coalesce(l.confidence, -1) AND b.articleId < l.articleId))
  }
  AND EXISTS {
    (c)-[r:REPORTED_IN]->(:Article)
    WHERE r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
  }
  AND EXISTS {
    (e)-[r:REPORTED_IN]->(:Article)
    WHERE r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
  }
MATCH (a:Article {id: l.articleId})
RETURN c.id AS cause, e.id AS effect, e.date AS date,
  l {.method, .evidence, .sentence, .start, .end, .confidence, .lagDays} AS link,
  a {.id, .title, .url, .publisher, .publishedAt} AS article
ORDER BY e.date, e.id
LIMIT $limit
