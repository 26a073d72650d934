// Add reports: which article tells of which event, in which sentence.
//
// $rows: {event, article, start, trigger, properties}
//
// :params {rows: [{event: 'ev-1', article: 'ar-1', start: 0, trigger: 'met', properties: {sentence: 'Iran met Oman.', sentenceIndex: 0, end: 14, extractor: 'example', recordedAt: datetime('2026-01-01T00:00:00Z')}}]}
UNWIND $rows AS row
MATCH (e:Event {id: row.event})
MATCH (a:Article {id: row.article})
MERGE (e)-[r:REPORTED_IN {start: row.start, trigger: row.trigger}]->(a)
SET r += row.properties
