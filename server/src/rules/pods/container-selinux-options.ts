import { remove } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'container-selinux-options',
  title: 'Custom SELinux options',
  family: 'pod-security',
  severity: 'medium',
  why: 'On nodes with SELinux the label decides what a container may touch on the node. A type such as spc_t is as good as no confinement, and another user or role steps out of the policy that was written for containers.',
  kinds: 'workload',
  standards: {
    pss: { level: 'baseline', check: 'seLinuxOptions' },
  },
  aliases: {
    kubescape: ['C-0211'],
    trivy: ['KSV-0025'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    for (const { owner, violation } of violationsIn(resource, 'seLinuxOptions', context)) {
      const field = String(violation.at.key);
      yield {
        at: violation.at,
        message: `The ${owner} sets the SELinux ${field} to ${violation.value}, outside the labels meant for containers. Remove ${field}${field === 'type' ? ' or use container_t' : ''}.`,
        fixes: [{ title: `Remove seLinuxOptions.${field}`, safe: false, edits: [remove(violation.at)] }],
      };
    }
  },
});
