// Note that a newer version of a data set holds the same row.
//
// $rows: {id, version}
//
// :params {rows: [{id: 'ev-1', version: '24.1'}]}
UNWIND $rows AS row
MATCH (e:Event {id: row.id})
SET e.recordVersion = row.version
