import { defineRule } from '../../engine/rule.ts';
import { missingResources } from './missingResources.ts';

export default defineRule({
  id: 'container-memory-request-missing',
  title: 'No memory request',
  family: 'container-resources',
  severity: 'low',
  why: 'Memory that nobody reserved is given out twice. When the node runs short, the kubelet evicts first the pods that use more than they asked for: a container without a request is always among them.',
  kinds: 'workload',
  reads: ['LimitRange'],
  standards: {},
  aliases: {
    'kube-linter': ['unset-memory-requirements'],
    kubescape: ['C-0269', 'C-0004'],
    polaris: ['memoryRequestsMissing'],
    'kube-score': ['container-resources'],
    checkov: ['CKV_K8S_12'],
    trivy: ['KSV-0016'],
    kics: ['229588ef'],
    kubesec: ['RequestsMemory'],
  },
  recommended: false,
  fix: 'unsafe',

  check: (resource, { lookup }) =>
    missingResources(
      resource,
      lookup,
      'requests',
      'memory',
      (container) =>
        `The ${container.label} reserves no memory, so it is evicted first when the node runs short. Set resources.requests.memory to its usual use.`,
    ),
});
