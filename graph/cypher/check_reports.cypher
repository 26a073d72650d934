// What should never be of reports, counted: each column should be 0.
//
// :params {}
MATCH (e:Event)-[r:REPORTED_IN]->(a:Article)
RETURN
  sum(CASE
    WHEN (r.retractedAt IS NULL) <> (a.retractedAt IS NULL) AND (e.dataset IS NULL OR r.retractedAt IS NULL) THEN 1
    ELSE 0
  END) AS `reports that outlive their article`,
  sum(CASE WHEN substring(a.text, r.start, r.end - r.start) <> r.sentence THEN 1 ELSE 0 END)
    AS `reports whose sentence is not where they say`
