import { remove } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { BINDINGS, boundSubjects } from './bindings.ts';

export default defineRule({
  id: 'rbac-system-masters-binding',
  title: 'Binding names system:masters',
  family: 'rbac',
  severity: 'high',
  why: 'The API server lets the group system:masters do everything before it looks at RBAC, and nothing takes that away. A binding for it changes nothing, but shows that certificates of this group are in use: logins without limit that cannot be revoked.',
  kinds: BINDINGS,
  standards: { cis: ['1.10-1.12:5.1.7'] },
  aliases: { kubescape: ['C-0246'], trivy: ['KSV-0123'] },
  recommended: true,
  fix: 'unsafe',

  *check(binding) {
    for (const { subject } of boundSubjects(binding)) {
      if (subject.kind !== 'Group' || subject.name !== 'system:masters') continue;
      yield {
        at: subject.root.at('name'),
        message:
          'system:masters bypasses RBAC, so this binding limits nothing. Remove it, and give its people a group of your own that can be taken from them.',
        fixes: [{ title: 'Remove system:masters from the subjects', safe: false, edits: [remove(subject.root)] }],
      };
    }
  },
});
