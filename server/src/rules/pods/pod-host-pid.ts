import { remove, set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'pod-host-pid',
  title: 'Pod sees the processes of the node',
  family: 'pod-security',
  severity: 'high',
  why: 'A pod in the process namespace of its node sees every process there, with command lines and, as root, environments and open files: the credentials of all other pods. With a little privilege it enters those processes, and so the node.',
  kinds: 'workload',
  standards: {
    pss: { level: 'baseline', check: 'hostNamespaces' },
    cis: ['1.10-1.12:5.2.3'],
    nsa: true,
  },
  aliases: {
    'kube-linter': ['host-pid'],
    kubescape: ['C-0038', 'C-0275'],
    polaris: ['hostPIDSet'],
    checkov: ['CKV_K8S_17'],
    trivy: ['KSV-0010'],
    kics: ['302736f4'],
    kubesec: ['HostPID'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    for (const { violation } of violationsIn(resource, 'hostNamespaces', context)) {
      if (violation.at.key !== 'hostPID') continue;
      yield {
        at: violation.at,
        message:
          'The pod sees all processes of its node, their environments and, as root, their files. Remove hostPID.',
        fixes: [
          { title: 'Remove hostPID', safe: false, edits: [remove(violation.at)] },
          // In a template a value may be replaced where a line may not go.
          { title: 'Set hostPID to false', safe: false, edits: [set(violation.at, false)] },
        ],
      };
    }
  },
});
