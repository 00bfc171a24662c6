import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UNKNOWN } from '../../server/src/documents/unknown.ts';
import { appliesTo, roleReference, serviceAccountOf, subjectsOf } from '../../server/src/resources/rbacBindings.ts';
import { Resource } from '../../server/src/resources/resource.ts';

function binding(kind: string, subjects: unknown, more: Record<string, unknown> = {}, open = false): Resource {
  const raw = { metadata: { name: 'b', ...(kind === 'RoleBinding' ? { namespace: 'shop' } : {}) }, subjects, ...more };
  return new Resource('rbac.authorization.k8s.io/v1', kind, raw, { open }, { uri: 'file:///b.yaml', document: 0 }, []);
}

const ALICE = { name: 'alice', groups: ['team', 'system:authenticated'] };
const ROBOT = { name: 'system:serviceaccount:shop:robot', groups: ['system:serviceaccounts:shop'] };

describe('a subject', () => {
  const applies = (kind: string, subject: unknown, user: typeof ALICE): boolean[] =>
    subjectsOf(binding(kind, [subject])).map((one) => appliesTo(one, user));

  it('applies to a user or a group of exactly its name', () => {
    assert.deepEqual(applies('ClusterRoleBinding', { kind: 'User', name: 'alice' }, ALICE), [true]);
    assert.deepEqual(applies('ClusterRoleBinding', { kind: 'User', name: 'team' }, ALICE), [false]);
    assert.deepEqual(applies('ClusterRoleBinding', { kind: 'Group', name: 'team' }, ALICE), [true]);
    assert.deepEqual(applies('ClusterRoleBinding', { kind: 'Group', name: 'alice' }, ALICE), [false]);
    assert.deepEqual(applies('ClusterRoleBinding', { kind: 'User', name: '*' }, ALICE), [false]);
    assert.deepEqual(applies('ClusterRoleBinding', { kind: 'user', name: 'alice' }, ALICE), [false]);
    assert.deepEqual(applies('ClusterRoleBinding', { kind: 'User', name: UNKNOWN }, ALICE), [false]);
  });

  it("applies to a service account, of the binding's own namespace when it names none", () => {
    const robot = { kind: 'ServiceAccount', name: 'robot' };
    assert.deepEqual(applies('RoleBinding', robot, ROBOT), [true]);
    assert.deepEqual(applies('RoleBinding', { ...robot, namespace: '' }, ROBOT), [true]);
    assert.deepEqual(applies('RoleBinding', { ...robot, namespace: 'blog' }, ROBOT), [false]);
    assert.deepEqual(applies('ClusterRoleBinding', { ...robot, namespace: 'shop' }, ROBOT), [true]);
    assert.deepEqual(applies('ClusterRoleBinding', robot, ROBOT), [false]);
    assert.deepEqual(applies('ClusterRoleBinding', { kind: 'User', name: ROBOT.name }, ROBOT), [true]);
    assert.deepEqual(applies('ClusterRoleBinding', { kind: 'Group', name: 'system:serviceaccounts:shop' }, ROBOT), [
      true,
    ]);
  });

  it('stands for one service account, or for none', () => {
    const account = (kind: string, subject: Record<string, unknown>, open = false): unknown =>
      subjectsOf(binding(kind, [subject], {}, open)).map(serviceAccountOf)[0];
    assert.deepEqual(account('RoleBinding', { kind: 'ServiceAccount', name: 'a' }), { namespace: 'shop', name: 'a' });
    assert.deepEqual(account('ClusterRoleBinding', { kind: 'ServiceAccount', name: 'a' }), {
      namespace: '',
      name: 'a',
    });
    assert.deepEqual(account('ClusterRoleBinding', { kind: 'User', name: 'system:serviceaccount:x:a' }), {
      namespace: 'x',
      name: 'a',
    });
    assert.equal(account('ClusterRoleBinding', { kind: 'User', name: 'a' }), undefined);
    assert.equal(account('ClusterRoleBinding', { kind: 'Group', name: 'system:serviceaccounts' }), undefined);
    assert.equal(account('ClusterRoleBinding', { kind: 'ServiceAccount', name: 'a', namespace: UNKNOWN }), undefined);
    assert.equal(account('RoleBinding', { kind: 'ServiceAccount', name: 'a' }, true), undefined);
  });

  it('is read from whatever stands there', () => {
    assert.deepEqual(subjectsOf(binding('RoleBinding', null)), []);
    assert.deepEqual(subjectsOf(binding('RoleBinding', 'alice')), []);
    assert.deepEqual(
      subjectsOf(binding('RoleBinding', [null, 5])).map(({ kind, name }) => [kind, name]),
      [
        [undefined, undefined],
        [undefined, undefined],
      ],
    );
  });
});

describe('the role of a binding', () => {
  const reference = (roleRef: unknown): unknown => {
    const found = roleReference(binding('RoleBinding', [], { roleRef }));
    return found && [found.kind, found.name, found.at.path];
  };

  it('is a Role or a ClusterRole', () => {
    assert.deepEqual(reference({ kind: 'Role', name: 'a' }), ['Role', 'a', ['roleRef', 'name']]);
    assert.deepEqual(reference({ kind: 'ClusterRole', name: 'a' }), ['ClusterRole', 'a', ['roleRef', 'name']]);
    for (const broken of [
      undefined,
      null,
      {},
      { kind: 'role', name: 'a' },
      { kind: 'Role', name: UNKNOWN },
      { kind: 'Role' },
    ]) {
      assert.equal(reference(broken), undefined);
    }
  });
});
