// Events of a data set, or reported by a publisher: the first ones met, to see whether there are few.
//
// $toldBy: folded name of the data set or publisher
// $limit: rows
//
// :params {toldBy: 'the example', limit: 100}
CALL () {
  MATCH (e:Event)
  WHERE e.dataset = $toldBy AND e.recordId IS NOT NULL
  RETURN e
  LIMIT $limit
UNION ALL
  MATCH (:Article {publisherFolded: $toldBy})<-[:REPORTED_IN]-(e:Event)
  RETURN e
  LIMIT $limit
}
RETURN count(e) AS events
