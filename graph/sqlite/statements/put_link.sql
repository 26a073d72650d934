INSERT INTO link (
    cause, effect, article, day, method, start, stop, confidence, lag_days, recorded_at, evidence, sentence
)
VALUES (
    :cause, :effect, :article, (SELECT day FROM event WHERE id = :effect), :method, :start, :stop, :confidence,
    :lag_days, :recorded_at, :evidence, :sentence
)
ON CONFLICT (cause, effect, article) DO NOTHING
