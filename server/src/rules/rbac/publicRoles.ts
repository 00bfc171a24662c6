/**
 * ClusterRoles that are meant for everybody: versions, health, and the public keys of service account tokens, which
 * systems outside have to read (Kubernetes documentation, service account issuer discovery).
 */
export const PUBLIC_ROLES: ReadonlySet<string> = new Set([
  'system:public-info-viewer',
  'system:service-account-issuer-discovery',
]);

/** ClusterRoles that are meant for everybody who is logged in: what exists, and what one may do oneself. */
export const AUTHENTICATED_ROLES: ReadonlySet<string> = new Set([
  ...PUBLIC_ROLES,
  'system:discovery',
  'system:basic-user',
]);
