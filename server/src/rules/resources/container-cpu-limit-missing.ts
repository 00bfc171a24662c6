import { defineRule } from '../../engine/rule.ts';
import { missingResources } from './missingResources.ts';

export default defineRule({
  id: 'container-cpu-limit-missing',
  title: 'No CPU limit',
  family: 'container-resources',
  severity: 'low',
  why: 'A container without a CPU limit may use every idle core of its node, which a crypto miner gladly does. Whether a limit is worth it is disputed: it also slows down honest peaks, and CPU requests already share the time fairly. So this is off by default.',
  kinds: 'workload',
  reads: ['LimitRange'],
  standards: { nsa: true },
  aliases: {
    'kube-linter': ['unset-cpu-requirements'],
    kubescape: ['C-0270', 'C-0009', 'C-0050'],
    polaris: ['cpuLimitsMissing'],
    'kube-score': ['container-resources'],
    checkov: ['CKV_K8S_11'],
    trivy: ['KSV-0011'],
    kics: ['4ac0e2b7'],
    kubesec: ['LimitsCPU'],
  },
  recommended: false,
  fix: 'unsafe',

  check: (resource, { lookup }) =>
    missingResources(
      resource,
      lookup,
      'limits',
      'cpu',
      (container) =>
        `The ${container.label} has no CPU limit. Set resources.limits.cpu if other workloads on the node must be protected from its peaks.`,
    ),
});
