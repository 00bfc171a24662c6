import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { apiResources } from '../../resources/apiResources.ts';
import type { PolicyRule } from '../../resources/rbac.ts';
import { ROLES } from './roles.ts';
import { wildcardMatches } from './wildcardRule.ts';

export default defineRule({
  id: 'rbac-wildcard-api-groups',
  title: 'Role covers all API groups',
  family: 'rbac',
  severity: 'medium',
  why: 'Any API group may bring a resource of the same name. A group installed next year then falls under this rule, and what its resource of that name can do nobody has looked at.',
  kinds: ROLES,
  standards: { cis: ['1.10-1.12:5.1.3'] },
  aliases: { 'kube-linter': ['wildcard-in-rules'], checkov: ['CKV_K8S_49'], kics: ['6b896afb'] },
  recommended: true,
  fix: 'unsafe',

  *check(role) {
    for (const { rule, at } of wildcardMatches('rbac-wildcard-api-groups', role)) {
      const groups = groupsOf(rule);
      const named = groups?.map((group) => (group === '' ? '"" (the core group)' : group)).join(', ');
      yield {
        at,
        message: `This rule covers resources of these names in every API group, those to come as well. ${named === undefined ? 'List the API groups.' : `Name only ${named}.`}`,
        fixes:
          groups === undefined
            ? []
            : [{ title: 'List the API groups', safe: false, edits: [set(rule.root.at('apiGroups'), groups)] }],
      };
    }
  },
});

/** The groups of the named resources, when Kubernetes' own are all there are to name. */
function groupsOf(rule: PolicyRule): string[] | undefined {
  const groups = new Set<string>();
  for (const { string } of rule.resources) {
    const known = apiResources(string?.split('/')[0] ?? '');
    if (known.length === 0) return undefined;
    for (const { group } of known) groups.add(group);
  }
  return [...groups].sort();
}
