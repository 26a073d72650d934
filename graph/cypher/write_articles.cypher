// Add articles.
//
// $rows: {id, properties}
//
// :params {rows: [{id: 'ar-1', properties: {title: 'Example', text: 'Iran met Oman.', lang: 'en', sha256: '0', recordedAt: datetime('2026-01-01T00:00:00Z'), fetchedAt: datetime('2026-01-01T00:00:00Z')}}]}
UNWIND $rows AS row
MERGE (a:Article {id: row.id})
SET a += row.properties
