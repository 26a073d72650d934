// Which of these links are known.
//
// $rows: {cause, effect, article}, all identifiers
//
// :params {rows: [{cause: 'ev-1', effect: 'ev-2', article: 'ar-1'}]}
UNWIND $rows AS row
MATCH (c:Event {id: row.cause})-[l:LED_TO]->(e:Event {id: row.effect})
WHERE l.articleId = row.article
RETURN c.id AS cause, e.id AS effect, l.articleId AS article
