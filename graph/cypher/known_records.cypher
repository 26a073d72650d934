// Which event of a data set stands for each of these records now.
//
// $dataset: the set
// $records: its own identifiers
//
// :params {dataset: 'UCDP GED', records: ['1']}
UNWIND $records AS record
MATCH (e:Event {dataset: $dataset, recordId: record})
WHERE e.retractedAt IS NULL
RETURN record, e.id AS id, e.recordVersion AS version
