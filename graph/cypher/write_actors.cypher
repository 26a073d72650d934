// Add actors, or set what changed of known ones. `label` is Person, Country, Organization, ArmedGroup or Group.
//
// $rows: {id, label, properties}
//
// :params {rows: [{id: 'IRN', label: 'Country', properties: {name: 'Iran', kind: 'country', country: 'IRN', aliases: [], folded: ['iran'], recordedAt: datetime('2026-01-01T00:00:00Z')}}, {id: 'OMN', label: 'Country', properties: {name: 'Oman', kind: 'country', country: 'OMN', aliases: [], folded: ['oman'], recordedAt: datetime('2026-01-01T00:00:00Z')}}]}
UNWIND $rows AS row
MERGE (a:Actor {id: row.id})
SET a += row.properties, a:$(row.label)
