import { remove } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'container-host-port',
  title: 'Port opened on the node',
  family: 'pod-security',
  severity: 'medium',
  why: 'A host port listens on every address of the node, past Services and, with most network plugins, past network policies. Whoever reaches the node reaches the container, also from outside when nodes have public addresses.',
  kinds: 'workload',
  standards: {
    pss: { level: 'baseline', check: 'hostPorts' },
    cis: ['1.12:5.2.12', '1.10-1.11:5.2.13'],
    nsa: true,
  },
  aliases: {
    kubescape: ['C-0044'],
    polaris: ['hostPortSet'],
    checkov: ['CKV_K8S_26'],
    trivy: ['KSV-0024'],
    kics: ['2b1836f1'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    for (const { owner, pod, violation } of violationsIn(resource, 'hostPorts', context)) {
      // On the host's network the API server itself sets hostPort to containerPort, and pod-host-network has said it.
      const copied = violation.at.parent?.at('containerPort').raw === violation.at.raw;
      if (copied && pod.spec.at('hostNetwork').is(true)) continue;
      yield {
        at: violation.at,
        message: `The ${owner} opens port ${violation.value} on every node that it runs on. Remove hostPort and expose it through a Service.`,
        fixes: [{ title: 'Remove hostPort', safe: false, edits: [remove(violation.at)] }],
      };
    }
  },
});
