INSERT INTO report (
    event, article, sentence_index, start, stop, trigger, extractor, recorded_at, sentence
)
VALUES (?1, ?2, ?3, 0, 0, '', ?4, ?5, '')
ON CONFLICT (event, article, start, trigger) DO UPDATE SET
    sentence_index = max(sentence_index, excluded.sentence_index),
    retracted_at = NULL
WHERE sentence_index < excluded.sentence_index OR retracted_at IS NOT NULL
