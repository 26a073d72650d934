-- Rows of data sets: an event that has a dataset is one, record_id the set's own identifier. note stands last, for it
-- is long. A report that quotes no sentence has '' for it and -1 for an unknown sentence_index; an article that is only
-- cited has '' for text, lang, fetched_at and sha256.
ALTER TABLE event ADD COLUMN dataset TEXT;
ALTER TABLE event ADD COLUMN record_id TEXT;
ALTER TABLE event ADD COLUMN record_version TEXT;
ALTER TABLE event ADD COLUMN mentions INTEGER;
ALTER TABLE event ADD COLUMN sources INTEGER;
ALTER TABLE event ADD COLUMN articles INTEGER;
ALTER TABLE event ADD COLUMN deaths INTEGER;
ALTER TABLE event ADD COLUMN deaths_low INTEGER;
ALTER TABLE event ADD COLUMN deaths_high INTEGER;
ALTER TABLE event ADD COLUMN contexts TEXT;
ALTER TABLE event ADD COLUMN note TEXT;
CREATE INDEX event_record ON event (dataset, record_id) WHERE dataset IS NOT NULL;

ALTER TABLE job ADD COLUMN kind TEXT NOT NULL DEFAULT 'articles';
CREATE INDEX job_created ON job (created_at, id);

PRAGMA user_version = 3;
