-- What one side has done to another, by day: acts that have occurred on one known day. A side is a country with its
-- persons and bodies, or an actor without a country. What stands after the day lets acts be counted in the index alone.
CREATE INDEX event_dyad ON event (
    ifnull(source_country, source), ifnull(target_country, target), day, action,
    source, target, source_country, target_country, retracted_at
)
WHERE source IS NOT NULL AND target IS NOT NULL
    AND modality = 'occurred' AND day_precision = 'day' AND day_end IS NULL;

PRAGMA user_version = 4;
