import type { EditValue } from '../../documents/edit.ts';
import { LINK_LOCAL_RANGES, PRIVATE_RANGES } from '../../resources/addressRanges.ts';
import { blockReaches } from '../../resources/ipBlock.ts';
import { peerIncludesPod, ruleAllowsPort, type PolicyPeer, type PolicyRule } from '../../resources/networkPolicy.ts';
import { isSystemNamespace } from '../../resources/systemNamespaces.ts';
import type { Scope } from '../../resources/value.ts';

/** Lets pods ask the cluster's DNS, by the labels that CoreDNS has in kubeadm's and the clouds' clusters. */
export const DNS_RULE: EditValue = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

/**
 * The rule may be the one that lets pods resolve names. A rule that names the port of DNS is, whoever its peers are;
 * OpenShift's DNS pods listen on 5353.
 *
 * @param namespace That of the policy.
 */
export function mayAllowDns(rule: PolicyRule, namespace: string | undefined): boolean {
  if (!DNS_PORTS.some((port) => ruleAllowsPort(rule, 'UDP', port) !== false)) return false;
  if (rule.ports !== 'any' || rule.peers === 'any' || rule.peers === undefined) return true;
  return rule.peers.some((peer) => mayBeDns(peer, namespace));
}

const DNS_PORTS = [53, 5353];

function mayBeDns(peer: PolicyPeer, namespace: string | undefined): boolean {
  if (peer.kind === 'block') {
    const { block } = peer;
    return [...PRIVATE_RANGES, ...LINK_LOCAL_RANGES].some((range) => blockReaches(block, range) !== false);
  }
  return DNS_NAMESPACES.some(
    (name) =>
      peerIncludesPod(peer, {
        inOwnNamespace: namespace === name || isSystemNamespace(namespace),
        labels: {},
        labelsScope: OPEN,
        namespaceLabels: { 'kubernetes.io/metadata.name': name },
        namespaceLabelsScope: OPEN,
      }) !== false,
  );
}

const DNS_NAMESPACES = ['kube-system', 'openshift-dns'];
const OPEN: Scope = { open: true };
