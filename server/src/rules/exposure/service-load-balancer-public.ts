import { Placeholder } from '../../documents/edit.ts';
import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { isIngressController } from './ingressControllers.ts';
import { isEveryAddress, isPublicLoadBalancer, sourceRanges } from './loadBalancers.ts';
import { hasSensitivePort } from './sensitivePorts.ts';

export default defineRule({
  id: 'service-load-balancer-public',
  title: 'Load balancer open to the internet',
  family: 'network-exposure',
  severity: 'medium',
  why: 'Unless it says otherwise, a load balancer of a cloud gets a public address, and scanners find its open ports within minutes. Past the ingress controller there is no TLS, no authentication and no request log in front of the pods.',
  kinds: ['Service'],
  standards: {},
  aliases: { 'kube-linter': ['exposed-services'], kubescape: ['C-0256'], kics: ['26763a1c'] },
  recommended: true,
  fix: 'unsafe',

  *check(resource) {
    if (isPublicLoadBalancer(resource) !== true || isIngressController(resource) || hasSensitivePort(resource)) return;
    const ranges = sourceRanges(resource);
    const open = ranges.items().find((range) => isEveryAddress(range.string ?? ''));
    yield {
      at: open ?? resource.root.at('spec', 'type'),
      message: open
        ? 'loadBalancerSourceRanges lets every address in. Name only the networks of the clients.'
        : 'In a cloud, this load balancer gets a public address. Restrict its clients in loadBalancerSourceRanges, or make it internal with the annotation of your cloud.',
      fixes: [
        {
          title: 'Restrict the clients to an address range',
          safe: false,
          edits: [set(open ?? ranges, open ? RANGE : [RANGE])],
        },
      ],
    };
  },
});

const RANGE = new Placeholder('192.0.2.0/24');
