import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'container-privileged',
  title: 'Privileged container',
  family: 'pod-security',
  severity: 'critical',
  why: 'A privileged container has every capability, sees every device of the node, and runs without seccomp, AppArmor or SELinux confinement. Whoever gets code to run in it owns the node a moment later, and with the node the credentials of every pod on it.',
  kinds: 'workload',
  standards: {
    pss: { level: 'baseline', check: 'privileged' },
    cis: ['1.10-1.12:5.2.2'],
    nsa: true,
    mitre: ['Privilege escalation: Privileged container'],
  },
  aliases: {
    'kube-linter': ['privileged-container'],
    kubescape: ['C-0057'],
    polaris: ['runAsPrivileged'],
    'kube-score': ['container-security-context-privileged'],
    checkov: ['CKV_K8S_16'],
    trivy: ['KSV-0017'],
    kics: ['dd29336b'],
    kubesec: ['Privileged'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    for (const { owner, violation } of violationsIn(resource, 'privileged', context)) {
      yield {
        at: violation.at,
        message: `The ${owner} is privileged: it has full control of the node. Set privileged to false and add only the capabilities it needs.`,
        fixes: [{ title: 'Set privileged to false', safe: false, edits: [set(violation.at, false)] }],
      };
    }
  },
});
