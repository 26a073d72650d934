// How many events a question that starts from some actors, a place, a data set or a publisher would look at.
//
// $anchor: {ids, countries, place, toldBy}: actors by identifier or country, or a place, or a data set or publisher, by
//   folded name
// $limit: events of a data set or publisher, after which it stops to count
//
// :params {anchor: {ids: ['IRN'], countries: ['IRN'], place: null, toldBy: null}, limit: 1000}
CALL () {
  MATCH (a:Actor WHERE a.id IN $anchor.ids OR a.country IN $anchor.countries)
  RETURN sum(COUNT { (a)-[:SOURCE_OF]->() } + COUNT { (a)<-[:TARGETS]-() }) AS number
UNION ALL
  MATCH (p:Place {folded: $anchor.place})
  RETURN sum(COUNT { (p)<-[:AT]-() }) AS number
UNION ALL
  MATCH (:Article {publisherFolded: $anchor.toldBy})<-[:REPORTED_IN]-(e:Event)
  WITH e
  LIMIT $limit
  RETURN count(e) AS number
UNION ALL
  MATCH (e:Event)
  WHERE e.dataset = $anchor.toldBy AND e.recordId IS NOT NULL
  WITH e
  LIMIT $limit
  RETURN count(e) AS number
}
RETURN sum(number) AS events
