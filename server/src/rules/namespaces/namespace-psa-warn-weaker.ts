import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { labelOf, parseLevel } from '../../resources/podSecurity/labels.ts';
import { isWeaker, labelsOf } from './podPolicies.ts';

export default defineRule({
  id: 'namespace-psa-warn-weaker',
  title: 'Pod Security that warns of less than it refuses',
  family: 'namespace',
  severity: 'low',
  why: 'Enforcing only refuses pods. That a Deployment will never get its pods is told by warnings and the audit log, and at a weaker level they stay silent: rollouts hang without a reason, and attempts leave no trace.',
  kinds: ['Namespace'],
  standards: {},
  aliases: {},
  recommended: true,
  fix: 'safe',

  *check(resource) {
    const labels = labelsOf(resource);
    const enforce = parseLevel(labels.at(labelOf('enforce', 'level')).string ?? '');
    if (enforce === undefined) return;
    for (const mode of ['audit', 'warn'] as const) {
      const at = labels.at(labelOf(mode, 'level'));
      const level = parseLevel(at.string ?? '');
      if (level === undefined || !isWeaker(level, enforce)) continue;
      yield {
        at,
        message: `${mode === 'warn' ? 'Warnings' : 'Audit annotations'} at the level ${level} say nothing of what enforcing ${enforce} refuses. Set the label to ${enforce} or stricter.`,
        fixes: [{ title: `Set ${mode} to ${enforce}`, safe: true, edits: [set(at, enforce)] }],
      };
    }
  },
});
