import { defineRule } from '../../engine/rule.ts';
import { isClusterRoleBinding, roleReference } from '../../resources/rbacBindings.ts';
import { BINDINGS, isClusterAdminOfKubernetes } from './bindings.ts';
import { isBootstrap } from './roles.ts';

export default defineRule({
  id: 'rbac-cluster-admin-binding',
  title: 'Binding of cluster-admin',
  family: 'rbac',
  severity: 'high',
  why: 'cluster-admin may do everything, now and with every kind that is installed later. One stolen token or one hijacked pod of such a subject is the whole cluster, or in a RoleBinding the whole namespace with its Secrets and its access rules.',
  kinds: BINDINGS,
  standards: {
    cis: ['1.10-1.12:5.1.1'],
    nsa: true,
    mitre: ['Privilege escalation: Administrative Roles'],
  },
  aliases: {
    'kube-linter': ['cluster-admin-role-binding'],
    kubescape: ['C-0035', 'C-0185', 'C-0272'],
    polaris: ['clusterrolebindingClusterAdmin', 'rolebindingClusterAdminClusterRole'],
    trivy: ['KSV-0111'],
    kics: ['249328b8'],
  },
  recommended: true,
  fix: null,

  *check(binding) {
    const role = roleReference(binding);
    if (role?.kind !== 'ClusterRole' || role.name !== 'cluster-admin') return;
    if (isBootstrap(binding) || isClusterAdminOfKubernetes(binding)) return;
    const subjects = binding.root.at('subjects');
    if (subjects.isAbsent || (subjects.isList && subjects.items().length === 0)) return;
    const reach = isClusterRoleBinding(binding)
      ? 'full control of the cluster'
      : 'full control of the namespace, its Secrets and its access rules';
    yield {
      at: role.at,
      message: `This binding gives its subjects ${reach}. Bind a role with the rights that are needed, such as ${isClusterRoleBinding(binding) ? 'view or one of your own' : 'edit or view'}.`,
    };
  },
});
