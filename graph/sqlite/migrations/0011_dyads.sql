-- What one side has done to another, by day, whatever its status. A side is a country with its persons and bodies, or an
-- actor without a country. What stands after the identifier lets acts be found and counted in the index alone.
DROP INDEX IF EXISTS event_dyad;
CREATE INDEX event_dyad ON event (
    ifnull(source_country, source), ifnull(target_country, target), day DESC, id, action, modality, day_precision,
    day_end, source, target, source_country, target_country, retracted_at, intensity
)
WHERE source IS NOT NULL AND target IS NOT NULL;

PRAGMA user_version = 11;
