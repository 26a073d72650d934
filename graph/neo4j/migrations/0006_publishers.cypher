// An article's publisher as it is asked for; older ones are given theirs by graph/neo4j/publishers.py.

CREATE INDEX article_publisher IF NOT EXISTS FOR (a:Article) ON (a.publisherFolded);
