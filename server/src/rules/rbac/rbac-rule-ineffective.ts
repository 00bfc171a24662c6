import { defineRule } from '../../engine/rule.ts';
import { isAtLeast } from '../../resources/version.ts';
import { groupProblems, nameProblems, resourceProblems, urlProblems, verbProblems } from './ineffective.ts';
import { judgedRules, ROLES } from './roles.ts';

export default defineRule({
  id: 'rbac-rule-ineffective',
  title: 'Right that is never granted',
  family: 'rbac',
  severity: 'medium',
  why: 'The authorizer compares words: a resource in the wrong API group, a singular, or a create limited by names allows nothing and warns nobody. People answer the refusals that follow with wildcards, and those are what an attacker finds.',
  kinds: ROLES,
  standards: {},
  aliases: {},
  recommended: true,
  fix: 'unsafe',

  *check(role, { kubernetesVersion }) {
    // Older servers still had workloads and Ingresses in the group extensions.
    if (!isAtLeast(kubernetesVersion, 22)) return;
    const rules = judgedRules(role);
    for (const rule of rules) {
      yield* verbProblems(rule);
      yield* groupProblems(rule);
      yield* resourceProblems(rule, role, rules);
      yield* nameProblems(rule, rules);
      yield* urlProblems(rule, role);
    }
  },
});
