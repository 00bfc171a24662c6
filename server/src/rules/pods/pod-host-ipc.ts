import { remove, set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'pod-host-ipc',
  title: 'Pod shares the memory of the node',
  family: 'pod-security',
  severity: 'high',
  why: 'Shared memory and semaphores of the node are how databases, browsers and agents there pass data between their processes. A pod in that namespace can read and change it.',
  kinds: 'workload',
  standards: {
    pss: { level: 'baseline', check: 'hostNamespaces' },
    cis: ['1.10-1.12:5.2.4'],
    nsa: true,
  },
  aliases: {
    'kube-linter': ['host-ipc'],
    kubescape: ['C-0038', 'C-0276'],
    polaris: ['hostIPCSet'],
    checkov: ['CKV_K8S_18'],
    trivy: ['KSV-0008'],
    kics: ['cd290efd'],
    kubesec: ['HostIPC'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    for (const { violation } of violationsIn(resource, 'hostNamespaces', context)) {
      if (violation.at.key !== 'hostIPC') continue;
      yield {
        at: violation.at,
        message: 'The pod shares System V and POSIX shared memory with the processes of its node. Remove hostIPC.',
        fixes: [
          { title: 'Remove hostIPC', safe: false, edits: [remove(violation.at)] },
          // In a template a value may be replaced where a line may not go.
          { title: 'Set hostIPC to false', safe: false, edits: [set(violation.at, false)] },
        ],
      };
    }
  },
});
