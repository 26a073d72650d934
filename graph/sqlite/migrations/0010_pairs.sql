-- How often one actor acts on another, kept true by the triggers below: events that show now and name two different
-- actors. first, last: the first and last known day, '' for none. bond: the same of two actors, whichever acts and
-- however, from either one's side. Countries are the actors'. Older files' events are counted by graph/sqlite/pairs.py.
CREATE INDEX actor_country ON actor (country) WHERE country IS NOT NULL;
-- What stands after the day lets pairs be counted in the index alone.
CREATE INDEX event_pair ON event (source, target, modality, action, day DESC, id, retracted_at)
WHERE source IS NOT NULL AND target IS NOT NULL;

CREATE TABLE pair (
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    modality TEXT NOT NULL,
    action TEXT NOT NULL,
    events INTEGER NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    PRIMARY KEY (source, target, modality, action)
) WITHOUT ROWID;
CREATE INDEX pair_source ON pair (source, modality, action, target);
CREATE INDEX pair_target ON pair (target, modality, action, source);

CREATE TABLE bond (
    actor TEXT NOT NULL,
    other TEXT NOT NULL,
    modality TEXT NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (actor, modality, other)
) WITHOUT ROWID;
-- The heaviest pairs of all; the lighter ones would only make writing dear.
CREATE INDEX bond_events ON bond (modality, events) WHERE events >= 10 AND actor < other;

CREATE TRIGGER event_counted AFTER INSERT ON event
WHEN NEW.retracted_at IS NULL AND NEW.source <> NEW.target
BEGIN
    INSERT INTO pair (source, target, modality, action, events, first, last)
    VALUES (NEW.source, NEW.target, NEW.modality, NEW.action, 1, NEW.day, NEW.day)
    ON CONFLICT (source, target, modality, action) DO UPDATE SET
        events = events + 1,
        first = iif(first = '' OR (NEW.day < first AND NEW.day <> ''), NEW.day, first),
        last = max(last, NEW.day);
    INSERT INTO bond (actor, other, modality, events)
    VALUES (NEW.source, NEW.target, NEW.modality, 1), (NEW.target, NEW.source, NEW.modality, 1)
    ON CONFLICT (actor, modality, other) DO UPDATE SET events = events + 1;
END;

CREATE TRIGGER event_recounted AFTER UPDATE OF retracted_at, source, target ON event
WHEN (OLD.retracted_at IS NULL) <> (NEW.retracted_at IS NULL)
    OR OLD.source IS NOT NEW.source OR OLD.target IS NOT NEW.target
BEGIN
    UPDATE pair SET
        events = events - 1,
        first = iif(first <> OLD.day, first, ifnull((
            SELECT day FROM event
            WHERE event.source = OLD.source AND event.target = OLD.target AND event.modality = OLD.modality
                AND event.action = OLD.action AND event.retracted_at IS NULL AND day > ''
            ORDER BY day LIMIT 1
        ), '')),
        last = iif(last <> OLD.day, last, ifnull((
            SELECT day FROM event
            WHERE event.source = OLD.source AND event.target = OLD.target AND event.modality = OLD.modality
                AND event.action = OLD.action AND event.retracted_at IS NULL
            ORDER BY day DESC LIMIT 1
        ), ''))
    WHERE OLD.retracted_at IS NULL AND OLD.source <> OLD.target
        AND pair.source = OLD.source AND pair.target = OLD.target
        AND pair.modality = OLD.modality AND pair.action = OLD.action;
    DELETE FROM pair
    WHERE source = OLD.source AND target = OLD.target AND modality = OLD.modality AND action = OLD.action
        AND events = 0;
    UPDATE bond SET events = events - 1
    WHERE OLD.retracted_at IS NULL AND OLD.source <> OLD.target AND bond.modality = OLD.modality
        AND ((actor = OLD.source AND other = OLD.target) OR (actor = OLD.target AND other = OLD.source));
    DELETE FROM bond
    WHERE events = 0 AND bond.modality = OLD.modality
        AND ((actor = OLD.source AND other = OLD.target) OR (actor = OLD.target AND other = OLD.source));
    INSERT INTO pair (source, target, modality, action, events, first, last)
    SELECT NEW.source, NEW.target, NEW.modality, NEW.action, 1, NEW.day, NEW.day
    WHERE NEW.retracted_at IS NULL AND NEW.source <> NEW.target
    ON CONFLICT (source, target, modality, action) DO UPDATE SET
        events = events + 1,
        first = iif(first = '' OR (NEW.day < first AND NEW.day <> ''), NEW.day, first),
        last = max(last, NEW.day);
    INSERT INTO bond (actor, other, modality, events)
    SELECT actor, other, NEW.modality, 1
    FROM (SELECT NEW.source AS actor, NEW.target AS other UNION ALL SELECT NEW.target, NEW.source)
    WHERE NEW.retracted_at IS NULL AND NEW.source <> NEW.target
    ON CONFLICT (actor, modality, other) DO UPDATE SET events = events + 1;
END;

PRAGMA user_version = 10;
