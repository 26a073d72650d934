// Which of these articles are known, and whether they were withdrawn.
//
// $ids: identifiers
//
// :params {ids: ['ar-1']}
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a.id AS id, a.retractedAt IS NOT NULL AS withdrawn
