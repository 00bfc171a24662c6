import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'container-capabilities-drop-any',
  title: 'Container drops no capability',
  family: 'pod-security',
  severity: 'low',
  why: 'Every container starts with about a dozen capabilities. Dropping none of them leaves an attacker all of these tools, though hardly any application uses one.',
  kinds: 'workload',
  standards: {},
  aliases: {
    trivy: ['KSV-0004'],
    kics: ['268ca686'],
    kubesec: ['CapDropAny'],
  },
  recommended: false,
  weakerThan: ['container-capabilities-drop-all'],
  fix: 'unsafe',

  *check(resource) {
    for (const pod of resource.pods) {
      if (pod.isWindows) continue;
      for (const container of pod.containers) {
        const at = container.securityContext.at('capabilities', 'drop');
        const empty = at.isList && !at.scope.open && at.items().length === 0;
        if (!at.isAbsent && !empty) continue;
        yield {
          at,
          message: `The ${container.label} drops none of its default capabilities. Drop ALL and add back what it needs.`,
          fixes: [{ title: 'Drop ALL capabilities', safe: false, edits: [set(at, ['ALL'])] }],
        };
      }
    }
  },
});
