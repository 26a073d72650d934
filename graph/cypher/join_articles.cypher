// Join new events of data sets with the sources that tell of them, without a sentence.
//
// $rows: {event, other, properties}: other is the article
//
// :params {rows: [{event: 'ev-1', other: 'ar-1', properties: {start: 0, trigger: '', extractor: 'gdelt', recordedAt: datetime('2026-01-01T00:00:00Z')}}]}
UNWIND $rows AS row
MATCH (e:Event {id: row.event})
MATCH (a:Article {id: row.other})
CREATE (e)-[r:REPORTED_IN]->(a)
SET r = row.properties
