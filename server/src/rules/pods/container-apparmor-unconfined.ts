import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'container-apparmor-unconfined',
  title: 'AppArmor switched off',
  family: 'pod-security',
  severity: 'high',
  why: 'On nodes with AppArmor the runtime confines each container by default: no writing to kernel settings, no mounting, no raw disks. A manifest that switches that off gives an attacker inside those ways back.',
  kinds: 'workload',
  standards: {
    pss: { level: 'baseline', check: 'appArmorProfile' },
  },
  aliases: {
    trivy: ['KSV-0002'],
    kubesec: ['ApparmorUnconfined'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, context) {
    for (const { owner, violation } of violationsIn(resource, 'appArmorProfile', context)) {
      const annotation = violation.holder === 'annotation';
      const safe = annotation ? 'runtime/default' : 'RuntimeDefault';
      const type = annotation ? violation.at.string : violation.value;
      yield {
        at: violation.at,
        message: `${annotation ? 'The annotation' : `The ${owner}`} sets the AppArmor profile to ${type === '' || type === undefined ? 'nothing' : type}, ${type?.toLowerCase() === 'unconfined' ? 'which takes the default confinement away' : 'which is none that Kubernetes accepts'}. Use ${safe}.`,
        fixes: [{ title: `Set the AppArmor profile to ${safe}`, safe: false, edits: [set(violation.at, safe)] }],
      };
    }
  },
});
