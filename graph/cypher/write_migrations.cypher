// Note that migrations were applied.
//
// $rows: {version, name}: number and file name
// $at: the instant
//
// :params {rows: [{version: 1, name: '0001_graph'}], at: datetime('2026-01-01T00:00:00Z')}
UNWIND $rows AS row
MERGE (m:Migration {version: row.version})
ON CREATE SET m.name = row.name, m.appliedAt = $at
