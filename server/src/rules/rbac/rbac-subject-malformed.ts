import { Placeholder } from '../../documents/edit.ts';
import { remove, set, type Fix } from '../../engine/fix.ts';
import { defineRule, type Problem } from '../../engine/rule.ts';
import { parseServiceAccountUser } from '../../resources/names.ts';
import { RBAC_GROUP } from '../../resources/rbac.ts';
import { isClusterRoleBinding, subjectsOf, type Subject } from '../../resources/rbacBindings.ts';
import type { Value } from '../../resources/value.ts';
import { BINDINGS } from './bindings.ts';

const KINDS = ['ServiceAccount', 'User', 'Group'] as const;

/** Source: `ValidateRoleBindingSubject` in Kubernetes' `pkg/apis/rbac/validation`, and `appliesToUser` for what has no effect. */
export default defineRule({
  id: 'rbac-subject-malformed',
  title: 'Subject that binds nobody',
  family: 'rbac',
  severity: 'medium',
  why: 'A subject that the API server refuses, or that matches no account, gives nobody the rights it was written for. People then try broader roles until something works, and the broad role stays.',
  kinds: BINDINGS,
  standards: {},
  aliases: {},
  recommended: true,
  fix: 'safe',

  *check(binding) {
    for (const subject of subjectsOf(binding)) {
      const { root, kind } = subject;
      if (kind === undefined) continue;
      if (!KINDS.some((known) => known === kind)) yield* wrongKind(root.at('kind'), kind);
      else if (kind === 'ServiceAccount') yield* accountProblems(subject, isClusterRoleBinding(binding));
      else yield* userOrGroupProblems(subject, kind);
    }
  },
});

function* wrongKind(at: Value, kind: string): Iterable<Problem> {
  const meant = KINDS.find((known) => known.toLowerCase() === kind.toLowerCase().replace(/s$/u, ''));
  yield {
    at,
    message: `The API server knows no subject of kind ${kind} and refuses the binding. Write ServiceAccount, User or Group.`,
    // The binding was refused as it stood, so nothing that works can break.
    fixes: meant === undefined ? [] : [{ title: `Change kind to ${meant}`, safe: true, edits: [set(at, meant)] }],
  };
}

function* accountProblems({ root }: Subject, clusterWide: boolean): Iterable<Problem> {
  const group = root.at('apiGroup');
  if (group.string !== undefined && group.string !== '') {
    yield {
      at: group,
      message: `A ServiceAccount is in the core group: with apiGroup ${group.string} the API server refuses the binding. Remove apiGroup.`,
      fixes: [{ title: 'Remove apiGroup', safe: true, edits: [remove(group)] }],
    };
  }
  const namespace = root.at('namespace');
  if (clusterWide && (namespace.isAbsent || namespace.string === '')) {
    yield {
      at: namespace,
      message:
        'A ServiceAccount in a ClusterRoleBinding needs a namespace: the API server refuses it without. Add the namespace of the account.',
      fixes: [{ title: 'Add the namespace', safe: false, edits: [set(namespace, new Placeholder('namespace'))] }],
    };
  }
}

function* userOrGroupProblems({ root, name }: Subject, kind: string): Iterable<Problem> {
  const group = root.at('apiGroup');
  if (group.string !== undefined && group.string !== '' && group.string !== RBAC_GROUP) {
    yield {
      at: group,
      message: `The apiGroup of a ${kind} is ${RBAC_GROUP}; with ${group.string} the API server refuses the binding.`,
      fixes: [{ title: `Set apiGroup to ${RBAC_GROUP}`, safe: true, edits: [set(group, RBAC_GROUP)] }],
    };
  }
  const namespace = root.at('namespace');
  if (namespace.string !== undefined && namespace.string !== '') {
    yield {
      at: namespace,
      message: `A ${kind} has no namespace, and this one is ignored: nobody but a ${kind.toLowerCase()} of exactly this name is bound. If an account is meant, change kind to ServiceAccount.`,
      fixes: [toServiceAccount(root), { title: 'Remove namespace', safe: true, edits: [remove(namespace)] }],
    };
    return;
  }
  const problem = name === undefined ? undefined : nameProblem(kind, name);
  if (problem !== undefined) yield { at: root.at('name'), ...problem };
}

function toServiceAccount(subject: Value): Fix {
  const group = subject.at('apiGroup');
  return {
    title: 'Change kind to ServiceAccount',
    safe: false,
    edits: [set(subject.at('kind'), 'ServiceAccount'), ...(group.isPresent ? [remove(group)] : [])],
  };
}

/** Names that look like service accounts and are none: no request ever carries them. */
function nameProblem(kind: string, name: string): Pick<Problem, 'message'> | undefined {
  const form = 'system:serviceaccount:NAMESPACE:NAME';
  if (kind === 'User' && name === 'default') {
    return {
      message:
        'No user is called default. If the service account is meant, use kind ServiceAccount with its namespace.',
    };
  }
  if (kind === 'User' && /^(system:)?serviceaccounts?:/u.test(name) && parseServiceAccountUser(name) === undefined) {
    return {
      message: `No account has the user name ${name}: it would be ${form}. Better use kind ServiceAccount with a namespace.`,
    };
  }
  if (kind === 'Group' && parseServiceAccountUser(name) !== undefined) {
    return { message: `${name} is a user, and no group has this name. Use kind ServiceAccount with its namespace.` };
  }
  return undefined;
}
