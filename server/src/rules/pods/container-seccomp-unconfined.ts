import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'container-seccomp-unconfined',
  title: 'Seccomp switched off',
  family: 'pod-security',
  severity: 'high',
  why: 'A profile other than the default of the runtime or one from the node, above all Unconfined, opens every system call, among them those in which the kernel bugs are found that break out of containers.',
  kinds: 'workload',
  standards: {
    pss: { level: 'baseline', check: 'seccompProfile_baseline' },
    cis: ['1.11-1.12:5.6.2', '1.10:5.7.2'],
    nsa: true,
  },
  aliases: {
    kubescape: ['C-0210'],
    polaris: ['linuxHardening'],
    checkov: ['CKV_K8S_31'],
    trivy: ['KSV-0104'],
    kics: ['f377b83e'],
    kubesec: ['SeccompUnconfined'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    for (const { owner, violation } of violationsIn(resource, 'seccompProfile_baseline', context)) {
      const annotation = violation.holder === 'annotation';
      const safe = annotation ? 'runtime/default' : 'RuntimeDefault';
      const type = annotation ? violation.at.string : violation.value;
      yield {
        at: violation.at,
        message: `${annotation ? 'The annotation' : `The ${owner}`} sets the seccomp profile to ${type === '' || type === undefined ? 'nothing' : type}, ${type?.toLowerCase() === 'unconfined' ? 'which leaves every system call open' : 'which is none that Kubernetes accepts'}. Use ${safe}.`,
        fixes: [{ title: `Set the seccomp profile to ${safe}`, safe: false, edits: [set(violation.at, safe)] }],
      };
    }
  },
});
