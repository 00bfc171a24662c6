import type { Fix } from '../../engine/fix.ts';
import { remove } from '../../engine/fix.ts';
import { CLUSTER_ROLE, policyRules, ROLE, type PolicyRule } from '../../resources/rbac.ts';
import type { Resource } from '../../resources/resource.ts';
import type { Value } from '../../resources/value.ts';

export const ROLES: readonly string[] = [ROLE, CLUSTER_ROLE];

/** Some thirty rules ask for the same entries, one after another. */
const JUDGED = new WeakMap<Resource, readonly PolicyRule[]>();

/** The rules of a role that somebody here may change; none for those that Kubernetes itself brings. */
export function judgedRules(role: Resource): readonly PolicyRule[] {
  let rules = JUDGED.get(role);
  if (rules === undefined) {
    rules = isBootstrap(role) || BUILT_IN_ROLES.has(role.name ?? '') ? [] : policyRules(role);
    JUDGED.set(role, rules);
  }
  return rules;
}

/**
 * A role or binding that the API server, kubeadm or a cluster's own components create: their names are reserved by the
 * prefix `system:`, or the label of the bootstrap policy marks them.
 */
export function isBootstrap(resource: Resource): boolean {
  const labels = resource.root.at('metadata', 'labels');
  return (
    /^(system|kubeadm):/u.test(resource.name ?? '') ||
    labels.at('kubernetes.io/bootstrapping').string === 'rbac-defaults'
  );
}

/** ClusterRoles of the bootstrap policy whose names have no prefix. */
export const BUILT_IN_ROLES: ReadonlySet<string> = new Set(['cluster-admin', 'admin', 'edit', 'view']);

/** Roles of the bootstrap policy whose names have no prefix; it is in kube-system. */
export const BUILT_IN_NAMESPACED_ROLES: ReadonlySet<string> = new Set(['extension-apiserver-authentication-reader']);

/** Where a role's rights end, for a message: a ClusterRole's are wherever it is bound, which says nothing. */
export function reachOf(role: Resource): string {
  if (role.type === CLUSTER_ROLE) return '';
  return role.namespace === undefined ? ' in its namespace' : ` in namespace ${role.namespace}`;
}

/** `a`, `a and b`, `a, b and c`, `a, b and 4 more`. */
export function enumerate(names: readonly string[]): string {
  if (names.length > 3) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** Takes one item out of a rule, or the rule out of the role when nothing else is in that list. */
export function removalFix(rule: PolicyRule, item: Value): Fix {
  const alone = item.parent?.items().length === 1;
  return alone
    ? { title: 'Remove this rule from the role', safe: false, edits: [remove(rule.root)] }
    : { title: `Remove ${item.string ?? 'it'} from this rule`, safe: false, edits: [remove(item)] };
}
