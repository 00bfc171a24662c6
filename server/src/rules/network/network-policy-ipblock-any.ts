import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { parseCidr } from '../../resources/cidr.ts';
import {
  DIRECTIONS,
  effectiveRules,
  listedPeers,
  NETWORK_POLICY,
  peerIsEveryAddress,
} from '../../resources/networkPolicy.ts';

export default defineRule({
  id: 'network-policy-ipblock-any',
  title: 'Address block that covers everything',
  family: 'network-policy',
  severity: 'medium',
  why: 'A block of all addresses is meant to say "the internet", but it also covers every pod and node of the cluster, the company network, and the metadata service from which a cloud hands out credentials. An attacker in the pod reaches all of them.',
  kinds: [NETWORK_POLICY],
  standards: {},
  aliases: {},
  recommended: true,
  fix: 'unsafe',

  *check(resource) {
    for (const direction of DIRECTIONS) {
      for (const rule of effectiveRules(resource, direction) ?? []) {
        // Outgoing connections to one port of anywhere are a choice that can be meant: HTTPS to the internet.
        if (direction === 'egress' && rule.ports !== 'any') continue;
        for (const peer of listedPeers(rule)) {
          if (peerIsEveryAddress(peer) !== true) continue;
          const cidr = peer.at.at('ipBlock', 'cidr');
          const family = parseCidr(cidr.string ?? '')?.family ?? 4;
          yield {
            at: cidr,
            message: `This block allows connections ${direction === 'ingress' ? 'from' : 'to'} every address, those of the cluster and of the private networks included. Narrow it, or leave these out with except.`,
            fixes: [
              {
                title: 'Leave out private and link-local addresses',
                safe: false,
                edits: [set(peer.at.at('ipBlock', 'except'), INTERNAL[family])],
              },
            ],
          };
        }
      }
    }
  },
});

/** RFC 1918 and RFC 3927; RFC 4193 and RFC 4291. The metadata services of the clouds are among them. */
const INTERNAL = {
  4: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16'],
  6: ['fc00::/7', 'fe80::/10'],
} as const;
