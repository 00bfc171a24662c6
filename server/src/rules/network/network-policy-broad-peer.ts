import { Placeholder } from '../../documents/edit.ts';
import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import {
  DIRECTIONS,
  effectiveRules,
  listedPeers,
  NETWORK_POLICY,
  type PolicyPeer,
} from '../../resources/networkPolicy.ts';

export default defineRule({
  id: 'network-policy-broad-peer',
  title: 'Peer in every namespace',
  family: 'network-policy',
  severity: 'medium',
  why: 'A selector of all namespaces trusts every team and every add-on of the cluster alike. Whoever breaks into the weakest of them is an allowed peer here, on every port.',
  kinds: [NETWORK_POLICY],
  standards: {},
  aliases: {},
  recommended: false,
  fix: 'unsafe',

  *check(resource) {
    for (const direction of DIRECTIONS) {
      for (const rule of effectiveRules(resource, direction) ?? []) {
        if (rule.ports !== 'any') continue;
        for (const peer of listedPeers(rule)) {
          // An empty podSelector beside it, incoming, is network-policy-allow-all-ingress's.
          if (!isEveryNamespace(peer) || (direction === 'ingress' && peer.at.at('podSelector').isPresent)) continue;
          const at = peer.at.at('namespaceSelector');
          yield {
            at,
            message: `This allows connections ${direction === 'ingress' ? 'from' : 'to'} the pods of every namespace, on every port. Select the namespaces by the label kubernetes.io/metadata.name.`,
            fixes: [
              {
                title: 'Select one namespace',
                safe: false,
                edits: [set(at, { matchLabels: { 'kubernetes.io/metadata.name': new Placeholder('namespace') } })],
              },
            ],
          };
        }
      }
    }
  },
});

/** Every pod of every namespace: an empty selector, or one that only asks for the label that all namespaces have. */
function isEveryNamespace(peer: PolicyPeer): boolean {
  if (peer.kind !== 'pods' || peer.namespaces === 'own' || peer.pods.isEverything !== true) return false;
  const { requirements, isNothing, isOpen } = peer.namespaces;
  return (
    !isNothing &&
    !isOpen &&
    requirements.every(({ key, operator }) => key === 'kubernetes.io/metadata.name' && operator === 'Exists')
  );
}
