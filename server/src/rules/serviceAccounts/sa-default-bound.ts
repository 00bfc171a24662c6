import { defineRule } from '../../engine/rule.ts';
import { serviceAccountOf } from '../../resources/rbacBindings.ts';
import { BINDINGS, boundSubjects, describeRole } from '../rbac/bindings.ts';

export default defineRule({
  id: 'sa-default-bound',
  title: 'Rights for a default service account',
  family: 'service-accounts',
  severity: 'high',
  why: 'Every pod that names no account runs as default and carries its token. Rights bound to it belong to all of them, also to those that somebody adds next month, and an attacker needs only the weakest.',
  kinds: BINDINGS,
  standards: { cis: ['1.10-1.12:5.1.5'] },
  aliases: { kubescape: ['C-0225', 'C-0239'], checkov: ['CKV_K8S_42'], kics: ['1e749bc9'] },
  recommended: true,
  fix: null,

  *check(binding) {
    for (const { subject, role } of boundSubjects(binding)) {
      const account = serviceAccountOf(subject);
      if (account?.name !== 'default' || role.name.startsWith('system:')) continue;
      const where = account.namespace === '' ? 'its namespace' : `namespace ${account.namespace}`;
      yield {
        at: subject.root.at('name'),
        message: `This gives ${describeRole(binding, role)} to every pod of ${where} that names no account. Bind it to a ServiceAccount of its own.`,
      };
    }
  },
});
