import { remove } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { UNAUTHENTICATED } from '../../resources/names.ts';
import { BINDINGS, boundSubjects, describeRole } from './bindings.ts';
import { PUBLIC_ROLES } from './publicRoles.ts';

export default defineRule({
  id: 'rbac-anonymous-binding',
  title: 'Rights for anonymous requests',
  family: 'rbac',
  severity: 'critical',
  why: 'Requests without any credentials run as system:anonymous in the group system:unauthenticated. Whatever is bound to them belongs to everybody who can reach the API server, and such servers are found by scanning within hours.',
  kinds: BINDINGS,
  standards: {},
  aliases: { kubescape: ['C-0262'], trivy: ['KSV-0122'], kubesec: ['BindingsToSystemAnonymous'] },
  recommended: true,
  fix: 'unsafe',

  *check(binding) {
    for (const { subject, role } of boundSubjects(binding)) {
      const { kind, name, root } = subject;
      const anonymous =
        (kind === 'User' && name === 'system:anonymous') || (kind === 'Group' && name === UNAUTHENTICATED);
      if (!anonymous || (role.kind === 'ClusterRole' && PUBLIC_ROLES.has(role.name))) continue;
      if (role.name === 'kubeadm:bootstrap-signer-clusterinfo') continue;
      yield {
        at: root.at('name'),
        message: `This gives ${describeRole(binding, role)} to everybody who reaches the API server, without a login. Remove ${name} from the subjects.`,
        fixes: [{ title: `Remove ${name} from the subjects`, safe: false, edits: [remove(root)] }],
      };
    }
  },
});
