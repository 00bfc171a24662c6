import type { EditValue } from '../../documents/edit.ts';
import type { Lookup } from '../../engine/lookup.ts';
import { remove, set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import {
  DIRECTIONS,
  effectiveRules,
  listedPeers,
  NETWORK_POLICY,
  type PolicyPeer,
} from '../../resources/networkPolicy.ts';
import type { Resource } from '../../resources/resource.ts';
import type { Selector } from '../../resources/selector.ts';
import { possibleNeighbours } from '../neighbours.ts';

export default defineRule({
  id: 'network-policy-peer-and-or',
  title: 'Two peers where one was probably meant',
  family: 'network-policy',
  severity: 'medium',
  why: 'A dash decides: two list items allow every pod of the selected namespaces, and besides them pods of this namespace; one item with both selectors allows only the selected pods in the selected namespaces. The stray dash opens the door to everything that runs in the other namespace.',
  kinds: [NETWORK_POLICY],
  reads: ['workload'],
  standards: {},
  aliases: {},
  recommended: true,
  fix: 'unsafe',

  *check(resource, { lookup }) {
    for (const direction of DIRECTIONS) {
      for (const rule of effectiveRules(resource, direction) ?? []) {
        // With more items it is a list of peers of all sorts, which people do mean.
        const [first, second, third] = listedPeers(rule);
        if (first === undefined || second === undefined || third !== undefined) continue;
        const pods = podsIfSplit(first, second);
        if (pods === undefined || selectsNeighbours(pods, resource, lookup)) continue;
        const selector = second.at.at('podSelector');
        yield {
          at: selector,
          key: true,
          message: `As an item of its own this selects pods of the policy's own namespace, and the item above allows every pod of the other namespaces. If pods there are meant, make both one item.`,
          fixes: selector.hasUnknown
            ? []
            : [
                {
                  title: 'Make one item of both selectors',
                  safe: false,
                  edits: [set(first.at.at('podSelector'), selector.raw as EditValue), remove(second.at)],
                },
              ],
        };
      }
    }
  },
});

/** A peer of whole namespaces, directly followed by one of certain pods of the own namespace. */
function podsIfSplit(first: PolicyPeer, second: PolicyPeer): Selector | undefined {
  if (first.kind !== 'pods' || first.namespaces === 'own' || !first.at.at('podSelector').isAbsent) return undefined;
  if (second.kind !== 'pods' || second.namespaces !== 'own' || second.pods.isEverything !== false) return undefined;
  return second.pods;
}

/** Such pods may be in the own namespace, so that the item makes sense as it stands. */
function selectsNeighbours(pods: Selector, policy: Resource, lookup: Lookup): boolean {
  if (!policy.namespaceKnown) return true;
  const workloads = possibleNeighbours(policy, 'workload', lookup) ?? [];
  return workloads.some((workload) =>
    workload.pods.some(({ metadata }) => {
      const labels = metadata.at('labels');
      return labels.isUnknown || pods.matches(labels.raw, labels.scope) !== false;
    }),
  );
}
