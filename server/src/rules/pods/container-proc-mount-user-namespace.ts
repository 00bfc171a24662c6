import { formatPath } from '../../documents/path.ts';
import { remove } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'container-proc-mount-user-namespace',
  title: 'Unmasked /proc in a user namespace',
  family: 'pod-security',
  severity: 'medium',
  why: 'A user namespace takes most of the danger out of an unmasked /proc, which is why the baseline Pod Security level accepts the pair since 1.35. The restricted level does not: what the masks hide is still more of the kernel than an application needs to see.',
  kinds: 'workload',
  standards: {
    pss: { level: 'restricted', check: 'procMount_restricted' },
  },
  aliases: {},
  recommended: false,
  fix: 'unsafe',

  *check(resource, context) {
    const baseline = [...violationsIn(resource, 'procMount', context)].map(({ violation }) =>
      formatPath(violation.at.path),
    );
    for (const { owner, violation } of violationsIn(resource, 'procMount_restricted', context)) {
      if (baseline.includes(formatPath(violation.at.path))) continue;
      yield {
        at: violation.at,
        message: `The ${owner} mounts /proc without masks. Its user namespace satisfies the baseline Pod Security level, not the restricted one: remove procMount.`,
        fixes: [{ title: 'Remove procMount', safe: false, edits: [remove(violation.at)] }],
      };
    }
  },
});
