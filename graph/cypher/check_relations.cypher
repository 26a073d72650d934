// As what type each action and mode is drawn.
//
// :params {}
MATCH (:Actor)-[r]->(:Actor)
MATCH (e:Event {id: r.eventId})
RETURN DISTINCT e.action AS action, e.mode AS mode, type(r) AS drawn
