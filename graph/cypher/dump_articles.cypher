// Every article, as graph.dump.StoredArticle.
//
// :params {}
MATCH (a:Article)
RETURN
  a.id, a.title, a.url, a.publisher, a.publishedAt, a.lang, a.fetchedAt, a.sha256, a.text, a.recordedAt, a.retractedAt
