import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'cronjob-restart-policy',
  title: 'Job with a restart policy that is not allowed',
  family: 'availability',
  severity: 'medium',
  why: 'The default restart policy, Always, is not allowed for Jobs: the API server refuses the object, and the backup or the rotation that it should do never runs.',
  kinds: ['batch/CronJob', 'batch/Job'],
  standards: {},
  aliases: { 'kube-linter': ['restart-policy'], 'kube-score': ['cronjob-restartpolicy'] },
  recommended: true,
  fix: 'unsafe',

  *check(resource) {
    for (const pod of resource.pods) {
      const at = pod.spec.at('restartPolicy');
      if (!at.isAbsent && !at.is('Always')) continue;
      yield {
        at,
        message: `A ${resource.kind} cannot restart its pods always${at.isAbsent ? ', which is the default' : ''}. Set restartPolicy to OnFailure (same pod) or Never (a new pod for each try).`,
        fixes: ['OnFailure', 'Never'].map((policy) => ({
          title: `Set restartPolicy to ${policy}`,
          safe: false,
          edits: [set(at, policy)],
        })),
      };
    }
  },
});
