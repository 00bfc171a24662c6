/**
 * Names of objects and of the users that Kubernetes makes up itself.
 *
 * Sources: RFC 1123 as read by apimachinery (`IsDNS1123Label`, `IsDNS1123Subdomain`), and the authenticator of service
 * account tokens (apiserver `authentication/serviceaccount`).
 */

/** What names a service account in the whole cluster. */
export interface ServiceAccountName {
  readonly namespace: string;
  readonly name: string;
}

/** A namespace, a container or a volume: lower case letters, digits and `-`, at most 63 characters. */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && DNS_LABEL.test(text);
}

/** Most other objects: DNS labels joined by dots, at most 253 characters together (a single label may then pass 63). */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= 253 && DNS_SUBDOMAIN.test(text);
}

/** Reads `system:serviceaccount:NAMESPACE:NAME`; `undefined` for any other user, and for names no account can have. */
export function parseServiceAccountUser(user: string): ServiceAccountName | undefined {
  if (!user.startsWith(USER_PREFIX)) return undefined;
  const [namespace, name, ...rest] = user.slice(USER_PREFIX.length).split(':');
  if (namespace === undefined || name === undefined || rest.length > 0) return undefined;
  return isDnsLabel(namespace) && isDnsSubdomain(name) ? { namespace, name } : undefined;
}

/** The user name under which a service account sends requests. */
export function serviceAccountUser({ namespace, name }: ServiceAccountName): string {
  return `${USER_PREFIX}${namespace}:${name}`;
}

/** The namespace whose service accounts a group holds; `undefined` for any other group. */
export function parseServiceAccountGroup(group: string): string | undefined {
  if (!group.startsWith(NAMESPACE_GROUP_PREFIX)) return undefined;
  const namespace = group.slice(NAMESPACE_GROUP_PREFIX.length);
  return isDnsLabel(namespace) ? namespace : undefined;
}

/**
 * All groups of a service account in the given namespace, as its token gives them: every service account, those of its
 * namespace, and everyone who is authenticated. An impersonated request gets the first two only when it names no group,
 * and a SubjectAccessReview gets none, so both need the whole list.
 */
export function serviceAccountGroups(namespace: string): [string, string, string] {
  return [ALL_SERVICE_ACCOUNTS, `${NAMESPACE_GROUP_PREFIX}${namespace}`, AUTHENTICATED];
}

/** The group of every service account of the cluster. */
export const ALL_SERVICE_ACCOUNTS = 'system:serviceaccounts';
/** The group of everyone who showed valid credentials. */
export const AUTHENTICATED = 'system:authenticated';
/** The group of everyone who showed none. */
export const UNAUTHENTICATED = 'system:unauthenticated';

const USER_PREFIX = 'system:serviceaccount:';
const NAMESPACE_GROUP_PREFIX = 'system:serviceaccounts:';
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
