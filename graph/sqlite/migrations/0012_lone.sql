-- Acts that name nobody but one actor, by that actor; what stands after the action lets them be counted in the index
-- alone. Together with the counted pairs they are all that an actor does.
CREATE INDEX event_lone ON event (ifnull(source, target), modality, action, day, source, target, retracted_at)
WHERE source IS NULL OR target IS NULL OR source = target;

PRAGMA user_version = 12;
