import { append } from '../../engine/fix.ts';
import type { Lookup } from '../../engine/lookup.ts';
import { defineRule } from '../../engine/rule.ts';
import { effectiveRules, isolates, NETWORK_POLICY, selectsPod } from '../../resources/networkPolicy.ts';
import type { Pod } from '../../resources/pod.ts';
import type { Resource } from '../../resources/resource.ts';
import { isSystemNamespace } from '../../resources/systemNamespaces.ts';
import { neighbours, possibleNeighbours } from '../neighbours.ts';
import { FOREIGN_POLICIES, hasForeignPolicies } from './coverage.ts';
import { DNS_RULE, mayAllowDns } from './dnsRule.ts';

export default defineRule({
  id: 'network-policy-egress-without-dns',
  title: 'Outgoing traffic without DNS',
  family: 'network-policy',
  severity: 'high',
  why: 'Pods whose outgoing traffic is restricted cannot resolve a single name unless a policy allows DNS, so that even the connections that are allowed fail. It is the most common reason why network policies are taken away again, which leaves everything open.',
  kinds: [NETWORK_POLICY],
  reads: ['workload', NETWORK_POLICY, ...FOREIGN_POLICIES],
  standards: {},
  aliases: {},
  recommended: true,
  fix: 'unsafe',

  *check(resource, { lookup }) {
    // Where nothing else is allowed nothing needs a name either: such a policy is complete, or others complete it.
    if (isolates(resource, 'egress') !== true || !allowsSomething(resource) || policyMayAllowDns(resource)) return;
    if (isSystemNamespace(resource.namespace)) return;
    const policies = possibleNeighbours(resource, NETWORK_POLICY, lookup);
    const workloads = neighbours(resource, 'workload', lookup);
    if (policies === undefined || workloads === undefined) return;
    const pods = workloads.flatMap((workload) => workload.pods.filter((pod) => isSelected(resource, pod) === true));
    const stuck = pods.find(
      (pod) => !policies.some((policy) => isSelected(policy, pod) !== false && policyMayAllowDns(policy)),
    );
    if (pods.length > 0 ? stuck === undefined : policies.some(policyMayAllowDns)) return;
    if (stuck !== undefined && !isFirst(resource, stuck, lookup)) return;
    if (hasForeignPolicies(resource.namespace ?? '', resource, lookup) !== false) return;
    const at = resource.root.at('spec', 'egress');
    yield {
      at,
      key: true,
      message: `${stuck ? `The pods of ${stuck.resource.label}` : 'The selected pods'} may connect to these peers but not to DNS, so they cannot resolve names. Allow port 53, UDP and TCP, to the cluster's DNS.`,
      ...(stuck
        ? {
            related: [
              {
                resource: stuck.resource,
                at: stuck.resource.root.at('metadata', 'name'),
                message: 'It cannot resolve names.',
              },
            ],
          }
        : {}),
      fixes: [{ title: 'Allow DNS in kube-system', safe: false, edits: [append(at, DNS_RULE)] }],
    };
  },
});

function isSelected(policy: Resource, pod: Pod): boolean | undefined {
  return selectsPod(policy, pod.metadata.at('labels'));
}

function allowsSomething(policy: Resource): boolean {
  return (effectiveRules(policy, 'egress')?.length ?? 0) > 0;
}

function policyMayAllowDns(policy: Resource): boolean {
  return effectiveRules(policy, 'egress')?.some((rule) => mayAllowDns(rule, policy.namespace)) ?? true;
}

/** Of several policies that leave the same pods without DNS, the first that allows something says so for all. */
function isFirst(policy: Resource, pod: Pod, lookup: Lookup): boolean {
  const others = neighbours(policy, NETWORK_POLICY, lookup) ?? [];
  const first = others.find(
    (other) => isSelected(other, pod) === true && isolates(other, 'egress') === true && allowsSomething(other),
  );
  return first === undefined || first === policy;
}
