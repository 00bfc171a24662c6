import type { Rule } from '../../engine/rule.ts';
import networkPolicyAllowAllEgress from './network-policy-allow-all-egress.ts';
import networkPolicyAllowAllIngress from './network-policy-allow-all-ingress.ts';
import networkPolicyBroadPeer from './network-policy-broad-peer.ts';
import networkPolicyEgressWithoutDns from './network-policy-egress-without-dns.ts';
import networkPolicyIpblockAny from './network-policy-ipblock-any.ts';
import networkPolicyIpblockInvalid from './network-policy-ipblock-invalid.ts';
import networkPolicyMissing from './network-policy-missing.ts';
import networkPolicyNamespaceDefaultDenyMissing from './network-policy-namespace-default-deny-missing.ts';
import networkPolicyNoTarget from './network-policy-no-target.ts';
import networkPolicyPeerAndOr from './network-policy-peer-and-or.ts';
import networkPolicyTypesMismatch from './network-policy-types-mismatch.ts';
import networkPolicyTypesMissing from './network-policy-types-missing.ts';

/** First what has no policy, then policies that allow too much, then those that do not do what they seem to. */
export const network: readonly Rule[] = [
  networkPolicyMissing,
  networkPolicyNamespaceDefaultDenyMissing,
  networkPolicyAllowAllIngress,
  networkPolicyAllowAllEgress,
  networkPolicyIpblockAny,
  networkPolicyBroadPeer,
  networkPolicyNoTarget,
  networkPolicyTypesMismatch,
  networkPolicyTypesMissing,
  networkPolicyPeerAndOr,
  networkPolicyEgressWithoutDns,
  networkPolicyIpblockInvalid,
];
