// Note that a migration was applied.
//
// $version, $name: its number and file name
// $at: the instant
//
// :params {version: 1, name: '0001_graph', at: datetime('2026-01-01T00:00:00Z')}
MERGE (m:Migration {version: $version})
ON CREATE SET m.name = $name, m.appliedAt = $at
