// Revoke a key of the service; one that was revoked before keeps that instant.
//
// $id: the key's identifier
// $at: the instant
//
// :params {id: '0123456789abcdef', at: datetime('2026-01-01T00:00:00Z')}
MATCH (k:AccessKey {id: $id})
SET k.revokedAt = coalesce(k.revokedAt, $at)
RETURN k {.*} AS key
