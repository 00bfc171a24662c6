import { defineRule } from '../../engine/rule.ts';
import { missingResources } from './missingResources.ts';

export default defineRule({
  id: 'container-cpu-request-missing',
  title: 'No CPU request',
  family: 'container-resources',
  severity: 'low',
  why: 'The scheduler packs pods by their requests, and the kernel shares CPU time by them. A container that asks for nothing lands on nodes that are already full, and gets next to nothing as soon as a neighbour is busy, by chance or on purpose.',
  kinds: 'workload',
  reads: ['LimitRange'],
  standards: {},
  aliases: {
    'kube-linter': ['unset-cpu-requirements'],
    kubescape: ['C-0268', 'C-0050'],
    polaris: ['cpuRequestsMissing'],
    'kube-score': ['container-resources'],
    checkov: ['CKV_K8S_10'],
    trivy: ['KSV-0015'],
    kics: ['ca469dd4'],
    kubesec: ['RequestsCPU'],
  },
  recommended: false,
  fix: 'unsafe',

  check: (resource, { lookup }) =>
    missingResources(
      resource,
      lookup,
      'requests',
      'cpu',
      (container) =>
        `The ${container.label} reserves no CPU time, so busy neighbours can starve it. Set resources.requests.cpu to its usual use.`,
    ),
});
