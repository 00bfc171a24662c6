import type { Rule } from '../../engine/rule.ts';
import { grants } from './grants.ts';
import anonymousBinding from './rbac-anonymous-binding.ts';
import authenticatedBinding from './rbac-authenticated-binding.ts';
import bindingDanglingRole from './rbac-binding-dangling-role.ts';
import clusterAdminBinding from './rbac-cluster-admin-binding.ts';
import csrApprove from './rbac-csr-approve.ts';
import ruleIneffective from './rbac-rule-ineffective.ts';
import subjectMalformed from './rbac-subject-malformed.ts';
import systemMastersBinding from './rbac-system-masters-binding.ts';
import wildcardAll from './rbac-wildcard-all.ts';
import wildcardApiGroups from './rbac-wildcard-api-groups.ts';
import wildcardIncludesSecrets from './rbac-wildcard-includes-secrets.ts';
import wildcardResources from './rbac-wildcard-resources.ts';
import wildcardVerbs from './rbac-wildcard-verbs.ts';

export const rbac: readonly Rule[] = [
  clusterAdminBinding,
  wildcardAll,
  wildcardVerbs,
  wildcardResources,
  wildcardIncludesSecrets,
  wildcardApiGroups,
  ...grants,
  csrApprove,
  anonymousBinding,
  authenticatedBinding,
  systemMastersBinding,
  subjectMalformed,
  bindingDanglingRole,
  ruleIneffective,
];
