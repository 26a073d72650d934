// Add places, or set what changed of known ones.
//
// $rows: {id, properties}
//
// :params {rows: [{id: 'pl-1', properties: {name: 'Muscat', folded: 'muscat', country: 'OMN', recordedAt: datetime('2026-01-01T00:00:00Z')}}]}
UNWIND $rows AS row
MERGE (p:Place {id: row.id})
SET p += row.properties
