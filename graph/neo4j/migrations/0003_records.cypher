// Rows of data sets are events with the set's own identifier; loads of them are jobs too.

CREATE INDEX event_record IF NOT EXISTS FOR (e:Event) ON (e.dataset, e.recordId);
CREATE INDEX job_created IF NOT EXISTS FOR (j:Job) ON (j.createdAt);
