// Every place, as graph.dump.StoredPlace.
//
// :params {}
MATCH (p:Place)
RETURN p.id, p.name, p.country, p.lat, p.lon, p.recordedAt
