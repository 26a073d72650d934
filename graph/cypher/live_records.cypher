// Every event of a data set that shows now.
//
// $dataset: the set
//
// :params {dataset: 'UCDP GED'}
MATCH (e:Event {dataset: $dataset})
WHERE e.recordId IS NOT NULL AND e.retractedAt IS NULL
RETURN e.recordId AS record, e.id AS id, e.recordVersion AS version
