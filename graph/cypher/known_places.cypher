// Which of these places are known, and as what.
//
// $ids: identifiers
//
// :params {ids: ['pl-1']}
UNWIND $ids AS id
MATCH (p:Place {id: id})
RETURN p {.id, .name, .country, .lat, .lon} AS place
