// All that lead where these actors do: merged actors with the last one of their chain.
//
// $ids: identifiers
//
// :params {ids: ['ac-1', 'ac-2']}
MATCH (a:Actor) WHERE a.id IN $ids
WITH collect(DISTINCT coalesce(a.mergedLast, a.id)) AS lasts
MATCH (old:Actor) WHERE old.mergedLast IN lasts
RETURN old.id AS old, old.mergedLast AS last
