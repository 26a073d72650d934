// Keep a new key of the service: a hash, never the secret.
//
// $properties: {id, name, scopes, digest, createdAt, expiresAt, revokedAt}
//
// :params {properties: {id: '0123456789abcdef', name: '', scopes: ['read'], digest: 'sha256', createdAt: datetime('2026-01-01T00:00:00Z')}}
MERGE (k:AccessKey {id: $properties.id})
ON CREATE SET k = $properties
