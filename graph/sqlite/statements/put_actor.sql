INSERT INTO actor (id, name, folded, kind, country, wikidata, recorded_at)
VALUES (:id, :name, :folded, :kind, :country, :wikidata, :recorded_at)
ON CONFLICT (id) DO UPDATE SET
    country = coalesce(country, excluded.country),
    wikidata = coalesce(wikidata, excluded.wikidata)
WHERE (country IS NULL AND excluded.country IS NOT NULL) OR (wikidata IS NULL AND excluded.wikidata IS NOT NULL)
