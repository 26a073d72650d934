// Every report, as graph.dump.StoredReport.
//
// :params {}
MATCH (e:Event)-[r:REPORTED_IN]->(a:Article)
RETURN
  e.id, a.id, r.start, r.trigger, r.sentence, r.sentenceIndex, r.end, r.attributedToId, r.attributedTo, r.extractor,
  r.recordedAt, r.retractedAt
