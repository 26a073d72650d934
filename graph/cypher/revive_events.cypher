// Show retracted events again whose rows came back, with the reports that these rows make.
//
// $ids: the events' identifiers
//
// :params {ids: ['ev-1']}
UNWIND $ids AS id
MATCH (e:Event {id: id})
SET e.retractedAt = null
