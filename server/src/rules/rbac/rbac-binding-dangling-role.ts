import { defineRule } from '../../engine/rule.ts';
import { CLUSTER_ROLE, ROLE } from '../../resources/rbac.ts';
import { isClusterRoleBinding, roleReference } from '../../resources/rbacBindings.ts';
import { BINDINGS } from './bindings.ts';
import { BUILT_IN_NAMESPACED_ROLES, BUILT_IN_ROLES, isBootstrap } from './roles.ts';

export default defineRule({
  id: 'rbac-binding-dangling-role',
  title: 'Binding of a role that is not there',
  family: 'rbac',
  severity: 'medium',
  why: 'A binding to a role that does not exist gives nothing today. Whoever may create a role of that name later decides what its subjects can do, and nobody looks at a binding that has been there for a year.',
  kinds: BINDINGS,
  reads: [ROLE, CLUSTER_ROLE],
  standards: {},
  aliases: {},
  recommended: false,
  fix: null,

  *check(binding, { lookup }) {
    const role = roleReference(binding);
    if (role === undefined || isBootstrap(binding)) return;
    if (role.kind === 'Role' && isClusterRoleBinding(binding)) {
      yield {
        at: binding.root.at('roleRef', 'kind'),
        message:
          'A ClusterRoleBinding cannot bind a Role: the API server refuses it. Bind a ClusterRole, or make this a RoleBinding.',
      };
      return;
    }
    if (role.name === '' || /^(system|kubeadm):/u.test(role.name)) return;
    if (role.kind === 'ClusterRole' && BUILT_IN_ROLES.has(role.name)) return;
    if (role.kind === 'Role' && BUILT_IN_NAMESPACED_ROLES.has(role.name)) return;
    if (!binding.namespaceKnown) return;
    const type = role.kind === 'Role' ? ROLE : CLUSTER_ROLE;
    const where = role.kind === 'Role' ? { namespace: binding.namespace ?? '', name: role.name } : { name: role.name };
    if (lookup(type, where).resources?.length !== 0) return;
    const { resources } = lookup(type);
    if (resources === undefined) return;
    // A name that a template decides may be this one.
    if (resources.some((other) => other.name === undefined || (other.name === role.name && !other.namespaceKnown)))
      return;
    const namespace = binding.namespace ?? '';
    const inReach =
      role.kind === 'Role' ? resources.filter((other) => (other.namespace ?? '') === namespace) : resources;
    if (inReach.some((other) => other.name === role.name)) return;
    const elsewhere = resources.find((other) => other.name === role.name);
    if (elsewhere !== undefined) {
      // Where one of them names no namespace, whoever applies it decides.
      if (elsewhere.namespace === undefined || binding.namespace === undefined) return;
      yield {
        at: role.at,
        message: `The Role ${role.name} is in namespace ${elsewhere.namespace}, but this binding looks in namespace ${binding.namespace} and so gives nothing. Move one of them.`,
        related: [{ resource: elsewhere, at: elsewhere.root.at('metadata', 'name'), message: 'The role of this name' }],
      };
      return;
    }
    // Roles of its own are kept here, so this one would be, too. Without any, they come from somewhere else.
    if (!inReach.some((other) => folderOf(other.uri) === folderOf(binding.uri))) return;
    yield {
      at: role.at,
      message: `No file here defines the ${role.kind} ${role.name}, so this binding gives nothing until somebody creates one of that name. Add the role, or correct the name.`,
    };
  },
});

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
