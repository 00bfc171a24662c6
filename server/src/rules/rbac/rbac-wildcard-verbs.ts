import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { enumerate, ROLES } from './roles.ts';
import { CUSTOM_RESOURCES, wildcardMatches } from './wildcardRule.ts';

/** What most people mean by all verbs; the rest of `*` is for special purposes. */
const USUAL_VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

export default defineRule({
  id: 'rbac-wildcard-verbs',
  title: 'Role allows all verbs',
  family: 'rbac',
  severity: 'high',
  why: 'The verb * holds more than reading and writing: deletecollection, and where they apply escalate, bind and impersonate, which hand out rights that the subject does not have. Verbs of later Kubernetes versions join in without anybody deciding it.',
  kinds: ROLES,
  standards: { cis: ['1.10-1.12:5.1.3'] },
  aliases: {
    'kube-linter': ['wildcard-in-rules'],
    kubescape: ['C-0187'],
    checkov: ['CKV_K8S_49'],
    trivy: ['KSV-0045'],
    kics: ['6b896afb'],
  },
  recommended: true,
  fix: 'unsafe',
  options: CUSTOM_RESOURCES,

  *check(role, context) {
    for (const { rule, at, including } of wildcardMatches('rbac-wildcard-verbs', role, context.options)) {
      const resources = rule.resources.map((item) => (item.is('*') ? 'all resources' : (item.string ?? '')));
      yield {
        at,
        message: `This rule allows every verb on ${enumerate(resources)}${including}. List the verbs that are needed.`,
        fixes: [{ title: 'List the usual verbs', safe: false, edits: [set(rule.root.at('verbs'), USUAL_VERBS)] }],
      };
    }
  },
});
