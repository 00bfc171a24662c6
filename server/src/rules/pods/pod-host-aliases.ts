import { remove } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { LOOPBACK_RANGES } from '../../resources/addressRanges.ts';
import { containsAddress, parseAddress } from '../../resources/cidr.ts';

export default defineRule({
  id: 'pod-host-aliases',
  title: 'Fixed entries in the hosts file',
  family: 'pod-security',
  severity: 'low',
  why: 'Entries in the hosts file win over DNS. They send a name to an address that nobody keeps up to date, and an attacker who may edit the manifest uses them to put his own server in the place of a trusted one.',
  kinds: 'workload',
  standards: {},
  aliases: {
    trivy: ['KSV-0007'],
    kubesec: ['HostAliases'],
  },
  recommended: false,
  fix: 'unsafe',

  *check(resource) {
    for (const pod of resource.pods) {
      const at = pod.spec.at('hostAliases');
      const addresses = at.items().map((alias) => alias.at('ip').string);
      if (addresses.length === 0 || addresses.every((address) => address !== undefined && isLoopback(address)))
        continue;
      yield {
        at,
        message: 'The pod overrides DNS with fixed addresses. Use a Service or a DNS entry instead of hostAliases.',
        fixes: [{ title: 'Remove hostAliases', safe: false, edits: [remove(at)] }],
      };
    }
  },
});

function isLoopback(text: string): boolean {
  const address = parseAddress(text);
  return address !== undefined && LOOPBACK_RANGES.some((range) => containsAddress(range, address));
}
