// The graph's identities and the indexes that its questions start from.

CREATE CONSTRAINT migration_version IF NOT EXISTS FOR (m:Migration) REQUIRE m.version IS UNIQUE;
CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (a:Actor) REQUIRE a.id IS UNIQUE;
CREATE CONSTRAINT event_id IF NOT EXISTS FOR (e:Event) REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT place_id IF NOT EXISTS FOR (p:Place) REQUIRE p.id IS UNIQUE;
CREATE CONSTRAINT article_id IF NOT EXISTS FOR (a:Article) REQUIRE a.id IS UNIQUE;
CREATE CONSTRAINT job_id IF NOT EXISTS FOR (j:Job) REQUIRE j.id IS UNIQUE;

// Pages of events are sorted by `day`: the date as text, '' where it is unknown, because an index holds no null.
CREATE INDEX event_day IF NOT EXISTS FOR (e:Event) ON (e.day);
// The same for pages of responses: the effect's day, kept on the link.
CREATE INDEX led_to_day IF NOT EXISTS FOR ()-[l:LED_TO]-() ON (l.day);
CREATE INDEX led_to_article IF NOT EXISTS FOR ()-[l:LED_TO]-() ON (l.articleId);
CREATE INDEX actor_country IF NOT EXISTS FOR (a:Actor) ON (a.country);
CREATE INDEX place_folded IF NOT EXISTS FOR (p:Place) ON (p.folded);
CREATE INDEX job_state IF NOT EXISTS FOR (j:Job) ON (j.state);

// `folded` lists an actor's names as they are compared; they are split at blanks and nothing else.
CREATE FULLTEXT INDEX actor_names IF NOT EXISTS FOR (a:Actor) ON EACH [a.folded]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
