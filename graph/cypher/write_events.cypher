// Add events, or set what changed of known ones. `label` is the action, as Consult or Assault.
//
// $rows: {id, label, properties, source, target, place, toldSource, toldTarget}; an actor or place that is null adds no
//   relationship; toldSource and toldTarget: as which merged actor a side of a new event was told, or null
//
// :params {rows: [{id: 'ev-1', label: 'Consult', source: 'IRN', target: 'OMN', place: 'pl-1', properties: {action: 'CONSULT', mode: 'meet', modality: 'occurred', quad: 1, intensity: 1.0, date: date('2026-01-01'), day: '2026-01-01', datePrecision: 'day', reports: 1, recordedAt: datetime('2026-01-01T00:00:00Z')}}]}
UNWIND $rows AS row
MERGE (e:Event {id: row.id})
SET e += row.properties, e:$(row.label)
WITH e, row
CALL (e, row) {
  MATCH (s:Actor {id: row.source})
  MERGE (s)-[r:SOURCE_OF]->(e)
  ON CREATE SET r.told = row.toldSource
}
CALL (e, row) {
  MATCH (t:Actor {id: row.target})
  MERGE (e)-[r:TARGETS]->(t)
  ON CREATE SET r.told = row.toldTarget
}
CALL (e, row) {
  MATCH (p:Place {id: row.place})
  MERGE (e)-[:AT]->(p)
}
