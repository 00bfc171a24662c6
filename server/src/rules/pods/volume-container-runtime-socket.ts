import { defineRule } from '../../engine/rule.ts';
import { hostPathOf } from './hostPathVolumes.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'volume-container-runtime-socket',
  title: 'Socket of the container runtime mounted',
  family: 'pod-security',
  severity: 'critical',
  why: 'Who can talk to the container runtime can start a privileged container with the whole node mounted: the socket is root on the node, whatever the security context of the pod says, and a read-only mount changes nothing about it.',
  kinds: 'workload',
  standards: {
    pss: { level: 'baseline', check: 'hostPathVolumes' },
  },
  aliases: {
    'kube-linter': ['docker-sock'],
    kubescape: ['C-0074'],
    checkov: ['CKV_K8S_27'],
    trivy: ['KSV-0006'],
    kics: ['a6f34658'],
    kubesec: ['DockerSock'],
  },
  recommended: true,
  fix: null,

  *check(resource, context) {
    for (const { pod, violation } of violationsIn(resource, 'hostPathVolumes', context)) {
      const { name, path, danger } = hostPathOf(pod, violation.at);
      if (danger !== 'runtime-socket') continue;
      yield {
        at: violation.at.at('path'),
        message: `${name} gives access to the container runtime through ${path}, which is root on the node, read-only or not. Remove the volume and its mounts.`,
      };
    }
  },
});
