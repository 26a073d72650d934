INSERT INTO event (
    id, action, mode, cameo, quad, intensity, modality, source, target, source_country, target_country,
    day, day_end, day_precision, place, confidence, recorded_at
)
VALUES (
    :id, :action, :mode, :cameo, :quad, :intensity, :modality, :source, :target,
    (SELECT country FROM actor WHERE actor.id = :source), (SELECT country FROM actor WHERE actor.id = :target),
    :day, :day_end, :day_precision, :place, :confidence, :recorded_at
)
ON CONFLICT (id) DO UPDATE SET
    mode = coalesce(mode, excluded.mode),
    quad = iif(mode IS NULL AND excluded.mode IS NOT NULL, excluded.quad, quad),
    intensity = iif(mode IS NULL AND excluded.mode IS NOT NULL, excluded.intensity, intensity),
    cameo = coalesce(cameo, excluded.cameo),
    place = coalesce(place, excluded.place),
    confidence = coalesce(max(confidence, excluded.confidence), confidence, excluded.confidence),
    retracted_at = NULL
WHERE retracted_at IS NOT NULL
    OR (mode IS NULL AND excluded.mode IS NOT NULL)
    OR (cameo IS NULL AND excluded.cameo IS NOT NULL)
    OR (place IS NULL AND excluded.place IS NOT NULL)
    OR excluded.confidence > ifnull(confidence, -1)
