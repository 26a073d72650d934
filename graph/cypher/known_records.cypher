// Which event of a data set stands for each of these records now.
//
// $dataset: the set
// $records: its own identifiers
//
// The hint holds for a plan that was made while the database was empty.
//
// :params {dataset: 'UCDP GED', records: ['1']}
UNWIND $records AS record
MATCH (e:Event {dataset: $dataset, recordId: record})
USING INDEX e:Event(dataset, recordId)
WHERE e.retractedAt IS NULL
RETURN record, e.id AS id, e.recordVersion AS version
