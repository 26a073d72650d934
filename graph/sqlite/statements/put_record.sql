INSERT INTO event (
    id, action, mode, cameo, quad, intensity, modality, source, target, day, day_end, day_precision, place,
    record_id, record_version, mentions, sources, articles, deaths, deaths_low, deaths_high, contexts, note,
    dataset, recorded_at, source_country, target_country
)
VALUES (
    ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25,
    (SELECT country FROM actor WHERE actor.id = ?8), (SELECT country FROM actor WHERE actor.id = ?9)
)
ON CONFLICT (id) DO UPDATE SET retracted_at = NULL
