// Short-cuts are for what has happened, and for threats, demands and agreements, which are never more than that.

MATCH (:Actor)-[r]->(:Actor)
WHERE r.modality <> 'occurred'
  AND r.modality <> CASE type(r)
    WHEN 'THREATENED' THEN 'threatened'
    WHEN 'ASKED' THEN 'called_for'
    WHEN 'AGREED_WITH' THEN 'planned'
    ELSE 'occurred'
  END
DELETE r;
