INSERT INTO report (
    event, article, start, stop, trigger, sentence_index, attributed_to, extractor, recorded_at, sentence
)
VALUES (
    :event, :article, :start, :stop, :trigger, :sentence_index, :attributed_to, :extractor, :recorded_at, :sentence
)
ON CONFLICT (event, article, start, trigger) DO NOTHING
