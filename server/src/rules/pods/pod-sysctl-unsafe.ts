import { remove } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { formatKubernetesVersion } from '../../resources/version.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'pod-sysctl-unsafe',
  title: 'Unsafe sysctl',
  family: 'pod-security',
  severity: 'medium',
  why: 'Most kernel settings are not confined to one pod: a pod that sets them changes the node for everyone on it, can use up its memory or loosen its protections. The kubelet refuses the pod unless an administrator has allowed that name for the node.',
  kinds: 'workload',
  standards: {
    pss: { level: 'baseline', check: 'sysctls' },
  },
  aliases: {
    'kube-linter': ['unsafe-sysctls'],
    kubescape: ['C-0211'],
    trivy: ['KSV-0026'],
    kics: ['9127f0d9'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    for (const { violation } of violationsIn(resource, 'sysctls', context)) {
      const name = violation.value ?? '';
      yield {
        at: violation.at,
        message: `The sysctl ${name === '' ? 'without a name' : name} is not in the safe set of Kubernetes ${formatKubernetesVersion(context.kubernetesVersion)}: it reaches beyond the pod, or the node refuses it. Remove it.`,
        fixes: violation.at.parent
          ? [{ title: `Remove the sysctl ${name}`, safe: false, edits: [remove(violation.at.parent)] }]
          : [],
      };
    }
  },
});
