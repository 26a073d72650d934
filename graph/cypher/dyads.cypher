// How often one side has acted against another, the days of their first and last act, and such acts within some days.
// Counts what has occurred on one known day. Starts from the side with fewer events.
//
// $dyads: {by, against, since, until} each
//   by, against           {ids, countries}: any of these actors, or any actor of these countries
//   since, until          days as text, both inclusive: of the acts that are told one by one
// $actions, $modes: acts of `by` against `against` that are counted and told, modes null: of any; the first and last act
//   are of any action
// $asOf: only what was known at this instant (year 9999: now)
//
// :params {dyads: [{by: {ids: [], countries: ['IRN']}, against: {ids: [], countries: ['ISR']}, since: '2024-04-01', until: '2024-04-15'}], actions: ['ASSAULT'], modes: null, asOf: datetime('9999-12-31T00:00:00Z')}
UNWIND range(0, size($dyads) - 1) AS place
WITH place, $dyads[place] AS dyad
CALL (dyad) {
  MATCH (a:Actor WHERE a.id IN dyad.by.ids OR a.country IN dyad.by.countries)
  RETURN collect(a) AS by, sum(COUNT { (a)-[:SOURCE_OF]->() } + COUNT { (a)<-[:TARGETS]-() }) AS byEvents
}
CALL (dyad) {
  MATCH (a:Actor WHERE a.id IN dyad.against.ids OR a.country IN dyad.against.countries)
  RETURN collect(a) AS against, sum(COUNT { (a)-[:SOURCE_OF]->() } + COUNT { (a)<-[:TARGETS]-() }) AS againstEvents
}
WITH place, dyad, byEvents <= againstEvents AS fromBy, by, against
WITH place, dyad, fromBy,
  CASE WHEN fromBy THEN by ELSE against END AS few,
  CASE WHEN fromBy THEN dyad.against ELSE dyad.by END AS other
CALL (few, other, fromBy) {
  UNWIND few AS a
  MATCH (a)-[:SOURCE_OF]->(e:Event)-[:TARGETS]->(b:Actor)
  WHERE b.id IN other.ids OR b.country IN other.countries
  RETURN e, fromBy AS counts
UNION ALL
  UNWIND few AS a
  MATCH (a)<-[:TARGETS]-(e:Event)<-[:SOURCE_OF]-(b:Actor)
  WHERE b.id IN other.ids OR b.country IN other.countries
  RETURN e, NOT fromBy AS counts
}
WITH place, dyad, e,
  counts AND e.action IN $actions AND ($modes IS NULL OR coalesce(e.mode IN $modes, false)) AS counts
WHERE e.modality = 'occurred' AND e.datePrecision = 'day' AND e.dateEnd IS NULL
  AND EXISTS {
    (e)-[r:REPORTED_IN]->(:Article)
    WHERE r.recordedAt <= $asOf AND (r.retractedAt IS NULL OR r.retractedAt > $asOf)
  }
WITH place, min(e.date) AS first, max(e.date) AS last, count(CASE WHEN counts THEN e END) AS acts,
  collect(CASE WHEN counts AND e.day >= dyad.since AND e.day <= dyad.until THEN [e.day, e.id] END) AS told
RETURN place, first, last, acts, told
