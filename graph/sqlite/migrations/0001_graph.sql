-- The graph. Instants are ISO 8601 in UTC with microseconds and days ISO 8601, so both sort as text.
-- An event's day is '' when it is unknown: it then sorts last in every index that runs from the latest day on.
PRAGMA application_id = 1130460021;

CREATE TABLE actor (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    wikidata TEXT,
    recorded_at TEXT NOT NULL
) WITHOUT ROWID;

-- Every name of an actor, its first one included.
CREATE TABLE actor_name (
    actor TEXT NOT NULL REFERENCES actor (id),
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (actor, name)
) WITHOUT ROWID;
CREATE INDEX actor_name_folded ON actor_name (folded, actor);

CREATE TABLE actor_word (
    word TEXT NOT NULL,
    actor TEXT NOT NULL REFERENCES actor (id),
    folded TEXT NOT NULL,
    PRIMARY KEY (word, actor, folded)
) WITHOUT ROWID;

CREATE TABLE place (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    country TEXT,
    lat REAL,
    lon REAL,
    recorded_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX place_folded ON place (folded);

-- The text stands last, so that citing an article does not read it.
CREATE TABLE article (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT,
    url TEXT,
    publisher TEXT,
    published TEXT,
    lang TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    retracted_at TEXT,
    text TEXT NOT NULL
);

-- source_country and target_country repeat the actors' countries: one range of an index answers "anyone of Iran".
-- retracted_at is set while no report is live.
CREATE TABLE event (
    id TEXT NOT NULL PRIMARY KEY,
    action TEXT NOT NULL,
    mode TEXT,
    cameo TEXT,
    quad INTEGER NOT NULL,
    intensity REAL NOT NULL,
    modality TEXT NOT NULL,
    source TEXT REFERENCES actor (id),
    target TEXT REFERENCES actor (id),
    source_country TEXT,
    target_country TEXT,
    day TEXT NOT NULL,
    day_end TEXT,
    day_precision TEXT NOT NULL,
    place TEXT REFERENCES place (id),
    confidence REAL,
    recorded_at TEXT NOT NULL,
    retracted_at TEXT,
    CHECK (source IS NOT NULL OR target IS NOT NULL)
);
CREATE INDEX event_day ON event (day DESC, id, modality);
CREATE INDEX event_action ON event (action, day DESC, id, modality);
CREATE INDEX event_source ON event (source, day DESC, id, action, modality) WHERE source IS NOT NULL;
CREATE INDEX event_target ON event (target, day DESC, id, action, modality) WHERE target IS NOT NULL;
CREATE INDEX event_source_country ON event (source_country, day DESC, id, action, modality)
WHERE source_country IS NOT NULL;
CREATE INDEX event_target_country ON event (target_country, day DESC, id, action, modality)
WHERE target_country IS NOT NULL;
CREATE INDEX event_place ON event (place, day DESC, id) WHERE place IS NOT NULL;

CREATE TABLE report (
    event TEXT NOT NULL REFERENCES event (id),
    article TEXT NOT NULL REFERENCES article (id),
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    trigger TEXT NOT NULL,
    sentence_index INTEGER NOT NULL,
    attributed_to TEXT REFERENCES actor (id),
    extractor TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    retracted_at TEXT,
    sentence TEXT NOT NULL,
    UNIQUE (event, article, start, trigger)
);
CREATE INDEX report_article ON report (article, start, event);

-- day is the effect's.
CREATE TABLE link (
    cause TEXT NOT NULL REFERENCES event (id),
    effect TEXT NOT NULL REFERENCES event (id),
    article TEXT NOT NULL REFERENCES article (id),
    day TEXT NOT NULL,
    method TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    confidence REAL,
    lag_days INTEGER,
    recorded_at TEXT NOT NULL,
    retracted_at TEXT,
    evidence TEXT NOT NULL,
    sentence TEXT NOT NULL,
    UNIQUE (cause, effect, article)
);
CREATE INDEX link_effect ON link (effect, cause);
CREATE INDEX link_day ON link (day DESC, effect, cause);
CREATE INDEX link_article ON link (article);

PRAGMA user_version = 1;
