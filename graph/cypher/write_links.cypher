// Add links: which event led to which, by the words of which article. `day` is the effect's, to sort by.
//
// $rows: {cause, effect, article, properties}
//
// :params {rows: [{cause: 'ev-1', effect: 'ev-2', article: 'ar-1', properties: {method: 'connective', evidence: 'after', sentence: 'Oman spoke after Iran.', start: 0, end: 22, recordedAt: datetime('2026-01-01T00:00:00Z')}}]}
UNWIND $rows AS row
MATCH (c:Event {id: row.cause})
MATCH (e:Event {id: row.effect})
MERGE (c)-[l:LED_TO {articleId: row.article}]->(e)
SET l += row.properties, l.day = e.day
