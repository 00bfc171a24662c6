import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import {
  effectiveRules,
  listedPeers,
  NETWORK_POLICY,
  peerIsEveryPod,
  ruleAllowsEverything,
} from '../../resources/networkPolicy.ts';
import type { PolicyRule } from '../../resources/networkPolicy.ts';

export default defineRule({
  id: 'network-policy-allow-all-ingress',
  title: 'Network policy that allows all incoming traffic',
  family: 'network-policy',
  severity: 'high',
  why: 'Policies only ever add. A rule that lets everyone in cancels every stricter policy for the same pods, so a foothold anywhere in the cluster reaches all their ports although the namespace looks protected.',
  kinds: [NETWORK_POLICY],
  standards: { nsa: true },
  aliases: { trivy: ['KSV-0038'] },
  recommended: true,
  fix: 'unsafe',

  *check(resource) {
    for (const rule of effectiveRules(resource, 'ingress') ?? []) {
      const everyone = ruleAllowsEverything(rule) === true;
      if (!everyone && !allowsEveryPod(rule)) continue;
      const from = rule.at.at('from');
      yield {
        at: everyone ? rule.at : from,
        message: everyone
          ? 'This rule allows connections from everywhere to every port. Name the allowed peers in from (an empty list of rules denies everything).'
          : 'This rule allows connections from every pod of the cluster to every port. Select the namespaces and pods that need it.',
        fixes: [
          {
            title: 'Allow only pods of the same namespace',
            safe: false,
            edits: [rule.at.isMap ? set(from, [{ podSelector: {} }]) : set(rule.at, { from: [{ podSelector: {} }] })],
          },
        ],
      };
    }
  },
});

/** Both selectors written out and empty. `namespaceSelector: {}` alone is network-policy-broad-peer's. */
function allowsEveryPod(rule: PolicyRule): boolean {
  if (rule.ports !== 'any') return false;
  return listedPeers(rule).some((peer) => peerIsEveryPod(peer) === true && peer.at.at('podSelector').isPresent);
}
