import { defineRule } from '../../engine/rule.ts';
import { hostPathOf } from './hostPathVolumes.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'volume-host-path-sensitive',
  title: 'Sensitive folder of the node mounted',
  family: 'pod-security',
  severity: 'critical',
  why: 'These folders hold the credentials of the kubelet, the keys of the cluster, devices, kernel settings, start-up scripts or the data of all other containers. Reading one is often enough to become the node, writing to one nearly always is.',
  kinds: 'workload',
  standards: {
    pss: { level: 'baseline', check: 'hostPathVolumes' },
    cis: ['1.12:5.2.11', '1.10-1.11:5.2.12'],
  },
  aliases: {
    'kube-linter': ['sensitive-host-mounts'],
    kubescape: ['C-0048'],
    trivy: ['KSV-0121'],
    kics: ['5308a7a8'],
    kubesec: ['ProcMount'],
  },
  recommended: true,
  fix: null,

  *check(resource, context) {
    for (const { pod, violation } of violationsIn(resource, 'hostPathVolumes', context)) {
      const { name, path, danger } = hostPathOf(pod, violation.at);
      if (danger !== 'sensitive') continue;
      yield {
        at: violation.at.at('path'),
        message: `${name} mounts ${path} of the node, from where the node can be taken over or its credentials read. Find a design without it, or keep it to a node agent in a namespace of its own.`,
      };
    }
  },
});
