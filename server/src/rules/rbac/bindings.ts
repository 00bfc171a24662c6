import {
  CLUSTER_ROLE_BINDING,
  isClusterRoleBinding,
  ROLE_BINDING,
  roleReference,
  subjectsOf,
  type RoleReference,
  type Subject,
} from '../../resources/rbacBindings.ts';
import type { Resource } from '../../resources/resource.ts';
import { isBootstrap } from './roles.ts';

export const BINDINGS: readonly string[] = [ROLE_BINDING, CLUSTER_ROLE_BINDING];

/** A binding whose role is known, with one of its subjects. */
export interface Bound {
  readonly subject: Subject;
  readonly role: RoleReference;
}

/** Each subject of a binding with the role it gets; none for the bindings that Kubernetes itself brings. */
export function boundSubjects(binding: Resource): Bound[] {
  const role = roleReference(binding);
  if (role === undefined || isBootstrap(binding) || isClusterAdminOfKubernetes(binding)) return [];
  return subjectsOf(binding).map((subject) => ({ subject, role }));
}

/** The ClusterRoleBinding `cluster-admin` of the bootstrap policy: the group system:masters. */
export function isClusterAdminOfKubernetes(binding: Resource): boolean {
  const subjects = subjectsOf(binding);
  return (
    isClusterRoleBinding(binding) &&
    binding.name === 'cluster-admin' &&
    subjects.length === 1 &&
    subjects[0]?.name === 'system:masters'
  );
}

/** What a binding gives, for messages: `ClusterRole view in the whole cluster`. */
export function describeRole(binding: Resource, { kind, name }: RoleReference): string {
  const place = isClusterRoleBinding(binding) ? 'the whole cluster' : 'its namespace';
  return `the ${kind} ${name} in ${binding.namespace === undefined ? place : `namespace ${binding.namespace}`}`;
}
