// Add events of data sets that are not known yet. `label` is the action, as Consult or Assault.
//
// $rows: {id, label, properties}
//
// :params {rows: [{id: 'ev-1', label: 'Assault', properties: {action: 'ASSAULT', modality: 'occurred', quad: 4, intensity: -10.0, date: date('2026-01-01'), day: '2026-01-01', datePrecision: 'day', dataset: 'UCDP GED', recordId: '1', recordVersion: '24.01', reports: 1, recordedAt: datetime('2026-01-01T00:00:00Z')}}]}
UNWIND $rows AS row
CREATE (e:Event:$(row.label) {id: row.id})
SET e += row.properties
