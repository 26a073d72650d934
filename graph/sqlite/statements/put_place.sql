INSERT INTO place (id, name, folded, country, lat, lon, recorded_at)
VALUES (:id, :name, :folded, :country, :lat, :lon, :recorded_at)
ON CONFLICT (id) DO UPDATE SET
    country = coalesce(country, excluded.country),
    lat = iif(lat IS NULL AND lon IS NULL, excluded.lat, lat),
    lon = iif(lat IS NULL AND lon IS NULL, excluded.lon, lon)
