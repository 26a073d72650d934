// Merged actors, by the last actor of their chain.

CREATE INDEX actor_merged IF NOT EXISTS FOR (a:Actor) ON (a.mergedLast);
