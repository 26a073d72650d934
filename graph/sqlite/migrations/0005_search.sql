-- What `casus search` looks through. passage: the titles (start -1) and sentences of articles, each once however many
-- events it tells of; passage_text: their folded words, parted by blanks; both grow only. word: every word of a name,
-- title or sentence, and the same backwards. events: how many ever named the actor or place, a side each. What older
-- files hold is taken in by graph/sqlite/passages.py.
CREATE TABLE passage (
    id INTEGER PRIMARY KEY,
    article TEXT NOT NULL REFERENCES article (id),
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    UNIQUE (article, start, stop)
);
CREATE VIRTUAL TABLE passage_text USING fts5(title, sentence, content='', detail='column', tokenize='ascii');

CREATE TABLE word (
    word TEXT PRIMARY KEY,
    back TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX word_back ON word (back);

CREATE TABLE place_word (
    word TEXT NOT NULL,
    place TEXT NOT NULL REFERENCES place (id),
    folded TEXT NOT NULL,
    PRIMARY KEY (word, place, folded)
) WITHOUT ROWID;

ALTER TABLE actor ADD COLUMN events INTEGER NOT NULL DEFAULT 0;
ALTER TABLE place ADD COLUMN events INTEGER NOT NULL DEFAULT 0;
UPDATE actor SET events = told.number
FROM (
    SELECT side, count(*) AS number
    FROM (SELECT source AS side FROM event UNION ALL SELECT target FROM event)
    WHERE side IS NOT NULL GROUP BY side
) AS told
WHERE told.side = actor.id;
UPDATE place SET events = told.number
FROM (SELECT place AS id, count(*) AS number FROM event WHERE place IS NOT NULL GROUP BY place) AS told
WHERE told.id = place.id;

PRAGMA user_version = 5;
