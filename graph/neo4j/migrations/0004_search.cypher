// What a search looks through besides actors' names. Titles and sentences are split and folded by Lucene, near enough
// to Casus's own folding to find candidates.

CREATE FULLTEXT INDEX place_names IF NOT EXISTS FOR (p:Place) ON EACH [p.folded]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
CREATE FULLTEXT INDEX article_titles IF NOT EXISTS FOR (a:Article) ON EACH [a.title]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
CREATE FULLTEXT INDEX report_sentences IF NOT EXISTS FOR ()-[r:REPORTED_IN]-() ON EACH [r.sentence]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};

// A full-text index that is still being filled answers nothing; a day is longer than any takes.
CALL db.awaitIndexes(86400);
