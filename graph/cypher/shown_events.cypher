// Which of these events are known, and whether they show.
//
// $ids: identifiers
//
// :params {ids: ['ev-1']}
UNWIND $ids AS id
MATCH (e:Event {id: id})
RETURN id, e.retractedAt IS NULL AS shows
