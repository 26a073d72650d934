// Erase every short-cut from these actors, also one whose event is gone.
//
// $ids: the actors' identifiers
//
// :params {ids: ['IRN']}
MATCH (a:Actor WHERE a.id IN $ids)-[r]->(:Actor)
WHERE r.eventId IS NOT NULL
DELETE r
