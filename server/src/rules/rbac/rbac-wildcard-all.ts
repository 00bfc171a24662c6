import { defineRule } from '../../engine/rule.ts';
import { reachOf, ROLES } from './roles.ts';
import { wildcardMatches } from './wildcardRule.ts';

export default defineRule({
  id: 'rbac-wildcard-all',
  title: 'Role allows everything',
  family: 'rbac',
  severity: 'critical',
  why: 'Every verb on every resource of every API group is cluster-admin under another name: all Secrets, shells in all pods, and the right to give these rights to others. Kinds that are installed later are included on the day they arrive.',
  kinds: ROLES,
  standards: {
    cis: ['1.10-1.12:5.1.3'],
    nsa: true,
    mitre: ['Privilege escalation: Administrative Roles'],
  },
  aliases: {
    'kube-linter': ['wildcard-in-rules'],
    kubescape: ['C-0035', 'C-0187'],
    polaris: ['clusterrolebindingClusterAdmin', 'rolebindingClusterAdminClusterRole', 'rolebindingClusterAdminRole'],
    checkov: ['CKV_K8S_49'],
    trivy: ['KSV-0044'],
    kics: ['6b896afb'],
  },
  recommended: true,
  fix: null,

  *check(role) {
    for (const { at } of wildcardMatches('rbac-wildcard-all', role)) {
      yield {
        at,
        message: `This rule allows every verb on every resource${reachOf(role)}, as cluster-admin does. List the verbs and the resources that are needed.`,
      };
    }
  },
});
