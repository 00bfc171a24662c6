import { parseServiceAccountUser, serviceAccountUser, type ServiceAccountName } from './names.ts';
import { RBAC_GROUP } from './rbac.ts';
import type { Resource } from './resource.ts';
import type { Value } from './value.ts';

/**
 * Who holds a role. Source: `appliesToUser` and `GetRoleReferenceRules` in Kubernetes'
 * `pkg/registry/rbac/validation/rule.go`, defaults in `pkg/apis/rbac/v1/defaults.go`.
 */

export const ROLE_BINDING = `${RBAC_GROUP}/RoleBinding`;
export const CLUSTER_ROLE_BINDING = `${RBAC_GROUP}/ClusterRoleBinding`;

/** One entry of `subjects`. What is missing or not known is undefined. */
export interface Subject {
  readonly root: Value;
  readonly kind: string | undefined;
  readonly name: string | undefined;
  /** Of a ServiceAccount: its own, else the RoleBinding's, else empty. Undefined for the rest, and when not known. */
  readonly namespace: string | undefined;
}

/** The role that a binding names: a ClusterRole, or a Role of the binding's own namespace. */
export interface RoleReference {
  readonly kind: 'Role' | 'ClusterRole';
  readonly name: string;
  /** `roleRef.name`. */
  readonly at: Value;
}

/** Who sends a request. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
}

export function isClusterRoleBinding(binding: Resource): boolean {
  return binding.type === CLUSTER_ROLE_BINDING;
}

export function subjectsOf(binding: Resource): Subject[] {
  return binding.root
    .at('subjects')
    .items()
    .map((root) => {
      const kind = root.at('kind').string;
      const namespace = kind === 'ServiceAccount' ? accountNamespace(root, binding) : undefined;
      return { root, kind, name: root.at('name').string, namespace };
    });
}

/** The namespace that a subject names; a RoleBinding's own when it names none; empty, so nobody's, in a ClusterRoleBinding. */
function accountNamespace(subject: Value, binding: Resource): string | undefined {
  const own = subject.at('namespace');
  if (!own.isAbsent && own.string !== '') return own.string;
  if (isClusterRoleBinding(binding)) return '';
  return binding.namespaceKnown ? (binding.namespace ?? '') : undefined;
}

/** `undefined` when the kind is neither, or something is not known. */
export function roleReference(binding: Resource): RoleReference | undefined {
  const kind = binding.root.at('roleRef', 'kind').string;
  const at = binding.root.at('roleRef', 'name');
  return (kind === 'Role' || kind === 'ClusterRole') && at.string !== undefined
    ? { kind, name: at.string, at }
    : undefined;
}

/** The subject is this user, or a group that the user is in. Names are compared as they are: there is no wildcard. */
export function appliesTo(subject: Subject, user: User): boolean {
  const { kind, name, namespace } = subject;
  if (name === undefined) return false;
  if (kind === 'User') return user.name === name;
  if (kind === 'Group') return user.groups.includes(name);
  return kind === 'ServiceAccount' && !!namespace && user.name === serviceAccountUser({ namespace, name });
}

/** The one service account that a subject stands for, also when it is written as the user it acts as. */
export function serviceAccountOf({ kind, name, namespace }: Subject): ServiceAccountName | undefined {
  if (name === undefined) return undefined;
  if (kind === 'User') return parseServiceAccountUser(name);
  return kind === 'ServiceAccount' && namespace !== undefined ? { namespace, name } : undefined;
}
