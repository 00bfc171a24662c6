import { defineRule } from '../../engine/rule.ts';
import { misplacedIn } from './misplacedFields.ts';

export default defineRule({
  id: 'securitycontext-field-misplaced',
  title: 'Security setting at the wrong place',
  family: 'pod-security',
  severity: 'high',
  why: 'The API server drops fields that it does not know at a place, often with no more than a warning. The manifest then shows a protection that the running container does not have, and reviews and audits by eye pass it.',
  kinds: 'workload',
  standards: {},
  aliases: {
    'kube-linter': ['schema-validation'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource) {
    for (const pod of resource.pods) {
      for (const { at, place, target, edits } of misplacedIn(pod)) {
        yield {
          at,
          key: true,
          message: `${place} has no field ${String(at.key)}: Kubernetes ignores it here. Move it to ${target}.`,
          fixes: edits.length === 0 ? [] : [{ title: `Move ${String(at.key)} to ${target}`, safe: false, edits }],
        };
      }
    }
  },
});
