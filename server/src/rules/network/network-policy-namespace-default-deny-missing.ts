import { defineRule } from '../../engine/rule.ts';
import {
  allowsEverything,
  DIRECTIONS,
  isolates,
  NETWORK_POLICY,
  targetOf,
  type Direction,
} from '../../resources/networkPolicy.ts';
import type { Resource } from '../../resources/resource.ts';
import { isSystemNamespace } from '../../resources/systemNamespaces.ts';
import { isNear } from '../neighbours.ts';
import { FOREIGN_POLICIES, hasForeignPolicies } from './coverage.ts';

export default defineRule({
  id: 'network-policy-namespace-default-deny-missing',
  title: 'Namespace without a default deny',
  family: 'network-policy',
  severity: 'medium',
  why: 'Without a policy that selects every pod, whatever is deployed to the namespace next is open until somebody remembers to write a policy for it. An attacker who can start a pod there picks labels that no policy selects and talks to anyone.',
  kinds: ['Namespace'],
  reads: ['workload', NETWORK_POLICY, ...FOREIGN_POLICIES],
  standards: { cis: ['1.10-1.12:5.3.2'], nsa: true },
  aliases: { kubescape: ['C-0030', 'C-0049', 'C-0054', 'C-0206'] },
  recommended: true,
  fix: null,
  options: {
    exempt: {
      type: 'string[]',
      default: [],
      description: 'Names of further namespaces that need none. kube-system, kube-public and kube-node-lease never do.',
    },
  },

  *check(resource, { lookup, options }) {
    const { name } = resource;
    if (name === undefined || isSystemNamespace(name) || options.exempt.includes(name)) return;
    const workloads = lookup('workload', { namespace: name }).resources;
    const first = workloads?.[0];
    if (first === undefined) return;
    const own = lookup(NETWORK_POLICY, { namespace: name }).resources;
    const unnamed = lookup(NETWORK_POLICY, { namespace: '' }).resources;
    if (own === undefined || unnamed === undefined) return;
    // A policy that names no namespace may be applied to this one.
    const policies = [...own, ...unnamed.filter((policy) => isNear(policy, resource))];
    const missing = DIRECTIONS.filter((direction) => !policies.some((policy) => mayDeny(policy, direction)));
    if (missing.length === 0 || hasForeignPolicies(name, resource, lookup) !== false) return;
    const partial = policies.find((policy) => targetOf(policy).isEverything === true);
    yield {
      at: resource.root.at('metadata', 'name'),
      message: messageOf(name, missing),
      related: [
        partial
          ? { resource: partial, at: partial.root.at('metadata', 'name'), message: 'This policy selects every pod.' }
          : {
              resource: first,
              at: first.root.at('metadata', 'name'),
              message: 'For example, this workload is in the namespace.',
            },
      ],
    };
  },
});

/** The policy selects every pod and isolates it; the exceptions it makes do not matter unless everything is one. */
function mayDeny(policy: Resource, direction: Direction): boolean {
  return (
    targetOf(policy).isEverything !== false &&
    isolates(policy, direction) !== false &&
    allowsEverything(policy, direction) !== true
  );
}

function messageOf(name: string, missing: readonly Direction[]): string {
  if (missing.length === 2) {
    return `Namespace ${name} has no default deny: pods that no other policy selects are open. Add a NetworkPolicy with podSelector {} and policyTypes Ingress and Egress.`;
  }
  const [type, verb] = missing[0] === 'ingress' ? ['Ingress', 'accept connections from'] : ['Egress', 'connect to'];
  return `Namespace ${name} has no default deny for ${type}: pods may ${verb} anything. Add a NetworkPolicy with podSelector {} and policyTypes ${type}.`;
}
