// What import files cannot hold, once the indexes of an imported database stand: they leave out an empty list, and the
// folded name of an actor whose name has neither letter nor digit.
//
// $seconds: how long to wait for the indexes
//
// :params {seconds: 300}
CALL db.awaitIndexes($seconds)
MATCH (a:Actor)
WHERE a.aliases IS NULL OR a.folded IS NULL
SET a.aliases = coalesce(a.aliases, []), a.folded = coalesce(a.folded, [''])
