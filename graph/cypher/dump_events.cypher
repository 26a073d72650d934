// Every event, as graph.dump.StoredEvent.
//
// :params {}
MATCH (e:Event)
OPTIONAL MATCH (s:Actor)-[source:SOURCE_OF]->(e)
OPTIONAL MATCH (e)-[target:TARGETS]->(t:Actor)
OPTIONAL MATCH (e)-[:AT]->(p:Place)
RETURN
  e.id, e.action, e.mode, e.cameo, e.quad, e.intensity, e.modality, s.id, t.id, e.date, e.dateEnd, e.datePrecision, p.id,
  e.confidence, e.dataset, e.recordId, e.recordVersion, e.mentions, e.sources, e.articles, e.deaths, e.deathsLow,
  e.deathsHigh, e.note, e.reports, e.recordedAt, e.retractedAt, coalesce(e.contexts, []),
  source.told, target.told
