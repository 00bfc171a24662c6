import { defineRule } from '../../engine/rule.ts';
import { ROLES } from './roles.ts';
import { CUSTOM_RESOURCES, wildcardMatches } from './wildcardRule.ts';

export default defineRule({
  id: 'rbac-wildcard-resources',
  title: 'Role covers all resources',
  family: 'rbac',
  severity: 'high',
  why: 'A wildcard among the resources covers subresources as well, so that a right to create or read things also opens shells, proxies and tokens. Whatever is added to the API group later belongs to it, too.',
  kinds: ROLES,
  standards: { cis: ['1.10-1.12:5.1.3'] },
  aliases: {
    'kube-linter': ['wildcard-in-rules'],
    kubescape: ['C-0187'],
    checkov: ['CKV_K8S_49'],
    trivy: ['KSV-0046', 'KSV-0112'],
    kics: ['6b896afb'],
  },
  recommended: true,
  fix: null,
  options: CUSTOM_RESOURCES,

  *check(role, context) {
    for (const { at, including } of wildcardMatches('rbac-wildcard-resources', role, context.options)) {
      const what = at.is('*') ? 'every resource of its API groups' : `${(at.string ?? '').slice(2)} of every resource`;
      yield {
        at,
        message: `This rule covers ${what}, those to come as well${including}. List the resources that are needed.`,
      };
    }
  },
});
