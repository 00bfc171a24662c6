import { remove } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { isAtLeast } from '../../resources/version.ts';

export default defineRule({
  id: 'service-external-ips',
  title: 'Service that claims external addresses',
  family: 'network-exposure',
  severity: 'high',
  why: 'Every node redirects traffic for these addresses to the pods of the Service, whoever they belong to. Anyone who may edit Services can so catch the connections of others, even those to a DNS server or the metadata service (CVE-2020-8554).',
  kinds: ['Service'],
  standards: {},
  aliases: { trivy: ['KSV-0108'] },
  recommended: true,
  fix: 'unsafe',

  *check(resource, { kubernetesVersion }) {
    const at = resource.root.at('spec', 'externalIPs');
    if (at.items().length === 0) return;
    const deprecated = isAtLeast(kubernetesVersion, 36);
    yield {
      at,
      message: `The nodes send traffic for these addresses to this Service, whoever they belong to${deprecated ? ', and the field is deprecated since 1.36' : ''}. Use a load balancer or a Gateway instead.`,
      fixes: [{ title: 'Remove externalIPs', safe: false, edits: [remove(at)] }],
      ...(deprecated ? { tags: ['deprecated'] } : {}),
    };
  },
});
