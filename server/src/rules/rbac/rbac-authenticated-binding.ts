import { defineRule } from '../../engine/rule.ts';
import { ALL_SERVICE_ACCOUNTS, AUTHENTICATED } from '../../resources/names.ts';
import { BINDINGS, boundSubjects, describeRole } from './bindings.ts';
import { AUTHENTICATED_ROLES } from './publicRoles.ts';

const EVERYBODY: ReadonlyMap<string, string> = new Map([
  [AUTHENTICATED, 'everybody with a login and every pod with a token'],
  [ALL_SERVICE_ACCOUNTS, 'every service account of every namespace'],
]);

export default defineRule({
  id: 'rbac-authenticated-binding',
  title: 'Rights for every account',
  family: 'rbac',
  severity: 'high',
  why: 'The groups system:authenticated and system:serviceaccounts hold every pod that has a token, whatever team it belongs to. Some managed clusters count any account of the cloud provider as authenticated, so that the right is nearly public.',
  kinds: BINDINGS,
  standards: { cis: ['1.10-1.12:5.1.2'] },
  aliases: { kubescape: ['C-0265'], trivy: ['KSV-01011'] },
  recommended: true,
  fix: null,

  *check(binding) {
    for (const { subject, role } of boundSubjects(binding)) {
      const { kind, name, root } = subject;
      const who = kind === 'Group' ? EVERYBODY.get(name ?? '') : undefined;
      if (who === undefined || (role.kind === 'ClusterRole' && AUTHENTICATED_ROLES.has(role.name))) continue;
      yield {
        at: root.at('name'),
        message: `This gives ${describeRole(binding, role)} to ${who}. Bind it to the groups or accounts that need it.`,
      };
    }
  },
});
