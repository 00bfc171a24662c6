import type { Lookup } from '../../engine/lookup.ts';
import type { Resource } from '../../resources/resource.ts';

/** Kinds of network plugins that isolate pods of their own namespace. */
const NAMESPACED = [
  'cilium.io/CiliumNetworkPolicy',
  'projectcalico.org/NetworkPolicy',
  'crd.projectcalico.org/NetworkPolicy',
  'crd.antrea.io/NetworkPolicy',
] as const;

/** Kinds that isolate pods of any namespace. */
const CLUSTER_WIDE = [
  'cilium.io/CiliumClusterwideNetworkPolicy',
  'projectcalico.org/GlobalNetworkPolicy',
  'crd.projectcalico.org/GlobalNetworkPolicy',
  'crd.antrea.io/ClusterNetworkPolicy',
  'policy.networking.k8s.io/AdminNetworkPolicy',
  'policy.networking.k8s.io/BaselineAdminNetworkPolicy',
  'policy.networking.k8s.io/ClusterNetworkPolicy',
] as const;

/** Types for the `reads` of rules that ask {@link hasForeignPolicies}. */
export const FOREIGN_POLICIES: readonly string[] = [...NAMESPACED, ...CLUSTER_WIDE];

/**
 * Policies of other kinds are at work in a namespace. Their languages are their own, so that they count as isolating
 * everything they can reach. Undefined when it cannot be known.
 */
export function hasForeignPolicies(namespace: string, lookup: Lookup): boolean | undefined {
  for (const type of CLUSTER_WIDE) {
    const { resources } = lookup(type);
    if (resources === undefined) return undefined;
    if (resources.length > 0) return true;
  }
  for (const type of NAMESPACED) {
    const { resources } = lookup(type);
    if (resources === undefined) return undefined;
    if (resources.some((policy) => mayBeIn(policy, namespace))) return true;
  }
  return false;
}

function mayBeIn(policy: Resource, namespace: string): boolean {
  return !policy.namespaceKnown || policy.namespace === undefined || policy.namespace === namespace || namespace === '';
}
