// Every index of the database, those of constraints included, and whether it is ready.
//
// :params {}
SHOW INDEXES YIELD name, state
RETURN name, state
ORDER BY name
