import type { Lookup } from '../../engine/lookup.ts';
import type { Resource } from '../../resources/resource.ts';
import { isNear } from '../neighbours.ts';

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
 * everything they can reach; those that name no namespace, if they are near. Undefined when it cannot be known.
 *
 * @param resource What lies in the namespace, or the Namespace itself.
 */
export function hasForeignPolicies(namespace: string, resource: Resource, lookup: Lookup): boolean | undefined {
  for (const type of CLUSTER_WIDE) {
    const { resources } = lookup(type);
    if (resources === undefined) return undefined;
    if (resources.length > 0) return true;
  }
  for (const type of NAMESPACED) {
    const named = lookup(type, { namespace }).resources;
    const unnamed = lookup(type, { namespace: '' }).resources;
    if (named === undefined || unnamed === undefined) return undefined;
    if (namespace !== '' && named.length > 0) return true;
    if (unnamed.some((policy) => isNear(policy, resource))) return true;
  }
  return false;
}
