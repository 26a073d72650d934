// One load that was asked for.
//
// $id: the job's identifier
//
// :params {id: 'job-1'}
MATCH (j:Job {id: $id})
RETURN j {.*} AS job
