// Withdraw an article's links.
//
// $id: the article's identifier
// $at: the instant
//
// :params {id: 'ar-1', at: datetime('2026-01-02T00:00:00Z')}
MATCH ()-[l:LED_TO {articleId: $id}]->()
WHERE l.retractedAt IS NULL
SET l.retractedAt = $at
