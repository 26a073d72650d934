// Every actor, as graph.dump.StoredActor.
//
// :params {}
MATCH (a:Actor)
RETURN a.id, a.name, a.kind, a.country, a.wikidata, a.recordedAt, a.aliases, a.mergedInto, a.mergedLast, a.mergedBy,
  a.mergedWhy, a.mergedAt
