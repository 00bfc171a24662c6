import { defineRule } from '../../engine/rule.ts';
import { missingResources } from './missingResources.ts';

export default defineRule({
  id: 'container-memory-limit-missing',
  title: 'No memory limit',
  family: 'container-resources',
  severity: 'medium',
  why: 'Without a limit one container can take all memory of its node: a leak, or a request that an attacker repeats, makes the kernel kill other pods, and the kubelet evict them. With one, only the container that misbehaves is restarted.',
  kinds: 'workload',
  reads: ['LimitRange'],
  standards: { nsa: true },
  aliases: {
    'kube-linter': ['unset-memory-requirements'],
    kubescape: ['C-0271', 'C-0004', 'C-0009'],
    polaris: ['memoryLimitsMissing'],
    'kube-score': ['container-resources'],
    checkov: ['CKV_K8S_13'],
    trivy: ['KSV-0018'],
    kics: ['b14d1bc4'],
    kubesec: ['LimitsMemory'],
  },
  recommended: true,
  fix: 'unsafe',

  check: (resource, { lookup }) =>
    missingResources(
      resource,
      lookup,
      'limits',
      'memory',
      (container) =>
        `The ${container.label} may use all memory of its node. Set resources.limits.memory to somewhat more than it is seen to need.`,
    ),
});
