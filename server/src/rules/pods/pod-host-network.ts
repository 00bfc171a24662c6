import { remove, set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'pod-host-network',
  title: 'Pod on the network of the node',
  family: 'pod-security',
  severity: 'high',
  why: 'A pod on the network of its node sees the traffic of the node, reaches services that listen on localhost only (the kubelet, metadata, debugging ports), and is out of reach of most network policies. Whoever breaks into it is already behind the firewall that protects the node.',
  kinds: 'workload',
  standards: {
    pss: { level: 'baseline', check: 'hostNamespaces' },
    cis: ['1.10-1.12:5.2.5'],
    nsa: true,
  },
  aliases: {
    'kube-linter': ['host-network'],
    kubescape: ['C-0041'],
    polaris: ['hostNetworkSet'],
    checkov: ['CKV_K8S_19'],
    trivy: ['KSV-0009'],
    kics: ['6b6bdfb3'],
    kubesec: ['HostNetwork'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    for (const { violation } of violationsIn(resource, 'hostNamespaces', context)) {
      if (violation.at.key !== 'hostNetwork') continue;
      yield {
        at: violation.at,
        message:
          'The pod shares the network of its node: network policies mostly pass it by, and it reaches what listens on localhost there. Remove hostNetwork.',
        fixes: [
          { title: 'Remove hostNetwork', safe: false, edits: [remove(violation.at)] },
          // In a template a value may be replaced where a line may not go.
          { title: 'Set hostNetwork to false', safe: false, edits: [set(violation.at, false)] },
        ],
      };
    }
  },
});
