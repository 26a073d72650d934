// Draw events as one relationship from source to target, as MET or ATTACKED. `relation` is one of graph.ontology.Relation.
// Only for events that count (graph.ontology.counts) and are not drawn: what erase_shortcuts.cypher erased, or new ones.
//
// $rows: {source, target, relation, event, date, modality}
//
// :params {rows: [{source: 'IRN', target: 'OMN', relation: 'MET', event: 'ev-1', date: date('2026-01-01'), modality: 'occurred'}]}
UNWIND $rows AS row
MATCH (s:Actor {id: row.source})
MATCH (t:Actor {id: row.target})
CREATE (s)-[r:$(row.relation) {eventId: row.event}]->(t)
SET r.date = row.date, r.modality = row.modality
