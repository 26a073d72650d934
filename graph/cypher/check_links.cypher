// What should never be of links, counted: each column should be 0.
//
// :params {}
MATCH ()-[l:LED_TO]->(e:Event)
WHERE l.day <> e.day OR NOT EXISTS { MATCH (a:Article {id: l.articleId}) }
RETURN count(l) AS `links without their article or day`
