// Every link, as graph.dump.StoredLink.
//
// :params {}
MATCH (c:Event)-[l:LED_TO]->(e:Event)
RETURN
  c.id, e.id, l.articleId, e.date, l.method, l.evidence, l.sentence, l.start, l.end, l.confidence, l.lagDays,
  l.recordedAt, l.retractedAt
