// Which of these actors are known, and as what.
//
// $ids: identifiers
//
// :params {ids: ['IRN']}
UNWIND $ids AS id
MATCH (a:Actor {id: id})
RETURN a {.id, .name, .kind, .country, .aliases, .wikidata} AS actor
