INSERT INTO article (id, title, url, publisher, published, lang, fetched_at, sha256, recorded_at, text)
VALUES (:id, :title, :url, :publisher, :published, :lang, :fetched_at, :sha256, :recorded_at, :text)
ON CONFLICT (id) DO NOTHING
