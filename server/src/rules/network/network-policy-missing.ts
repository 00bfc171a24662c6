import type { Lookup } from '../../engine/lookup.ts';
import { defineRule } from '../../engine/rule.ts';
import { DIRECTIONS, isolates, NETWORK_POLICY, selectsPod, type Direction } from '../../resources/networkPolicy.ts';
import type { Pod } from '../../resources/pod.ts';
import type { Resource } from '../../resources/resource.ts';
import { isSystemNamespace } from '../../resources/systemNamespaces.ts';
import { neighbours, possibleNeighbours } from '../neighbours.ts';
import { FOREIGN_POLICIES, hasForeignPolicies } from './coverage.ts';

export default defineRule({
  id: 'network-policy-missing',
  title: 'Pods without a network policy',
  family: 'network-policy',
  severity: 'medium',
  why: 'Pods that no network policy selects accept connections from every pod of the cluster and may open them to anywhere. One broken-into pod is then enough to scan the others, reach their unauthenticated ports, and carry data out.',
  kinds: 'workload',
  reads: ['Namespace', NETWORK_POLICY, ...FOREIGN_POLICIES],
  standards: {
    cis: ['1.10-1.12:5.3.2'],
    nsa: true,
    mitre: ['Lateral movement: Cluster internal networking'],
  },
  aliases: {
    'kube-linter': ['non-isolated-pod'],
    kubescape: ['C-0030', 'C-0054', 'C-0260', 'C-0049', 'C-0206'],
    polaris: ['missingNetworkPolicy'],
    'kube-score': ['pod-networkpolicy'],
    checkov: ['CKV2_K8S_6'],
    kics: ['0401f71b'],
  },
  recommended: true,
  fix: null,
  options: {
    directions: {
      type: 'string[]',
      default: ['ingress', 'egress'],
      description: 'Directions in which a policy must isolate the pods: ingress, egress.',
    },
  },

  *check(resource, { lookup, options }) {
    if (isSystemNamespace(resource.namespace)) return;
    const pods = resource.pods.filter(({ spec }) => !mayUseHostNetwork(spec.at('hostNetwork').raw));
    const judged = judgedDirections(resource, lookup).filter((direction) => options.directions.includes(direction));
    if (pods.length === 0 || judged.length === 0) return;
    const policies = possibleNeighbours(resource, NETWORK_POLICY, lookup);
    if (policies === undefined) return;
    const open = judged.filter((direction) => pods.some((pod) => isOpen(pod, policies, direction)));
    if (open.length === 0 || hasForeignPolicies(resource.namespace ?? '', resource, lookup) !== false) return;
    yield { at: resource.root.at('metadata', 'name'), message: messageOf(open) };
  },
});

/** Network policies have no defined effect on pods in the node's network. */
function mayUseHostNetwork(raw: unknown): boolean {
  return raw !== undefined && raw !== null && raw !== false;
}

/**
 * Without any policy among the files, they may be kept elsewhere. Where the Namespace itself is among them, a direction
 * that no policy there restricts is said of it once, by `network-policy-namespace-default-deny-missing`, and only what
 * the policies leave out is said of the workload.
 */
function judgedDirections(resource: Resource, lookup: Lookup): readonly Direction[] {
  const policies = neighbours(resource, NETWORK_POLICY, lookup) ?? [];
  if (policies.length === 0) return [];
  if (resource.namespace === undefined) return DIRECTIONS;
  const described = lookup('Namespace', { name: resource.namespace }).resources;
  if (described?.length === 0) return DIRECTIONS;
  return DIRECTIONS.filter((direction) => policies.some((policy) => isolates(policy, direction) === true));
}

function isOpen(pod: Pod, policies: readonly Resource[], direction: Direction): boolean {
  const labels = pod.metadata.at('labels');
  return policies.every((policy) => selectsPod(policy, labels) === false || isolates(policy, direction) === false);
}

function messageOf(open: readonly Direction[]): string {
  if (open.length === 2) {
    return 'No NetworkPolicy selects these pods: every pod may connect to them, and they to anything. Add a default deny policy to the namespace, then allow what they need.';
  }
  return open[0] === 'ingress'
    ? 'No NetworkPolicy restricts who may connect to these pods. Add one with policyTypes Ingress that selects them, or a default deny for the namespace.'
    : 'No NetworkPolicy restricts where these pods may connect to. Add one with policyTypes Egress that selects them, or a default deny for the namespace.';
}
