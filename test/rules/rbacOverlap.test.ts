import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rbac } from '../../server/src/rules/rbac/index.ts';
import { lint } from '../support/fixture.ts';

const HEADER = { settings: {}, rules: [], alone: false, template: false, uri: 'file:///role.yaml' };

function found(rules: readonly Record<string, unknown>[], template = false): string[] {
  const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'a' }, rules };
  const text = `${template ? '# {{ .Values.any }}\n' : ''}${JSON.stringify(role)}\n`;
  const { report } = lint(text, { ...HEADER, template }, rbac);
  assert.deepEqual(report.crashed, []);
  return report.findings.map(({ finding }) => `${finding.ruleId} ${finding.path.join('.')}`).sort();
}

test('one wildcard is one finding, whatever it includes', () => {
  const everything = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
  assert.deepEqual(found([everything]), ['rbac-wildcard-all rules.0.resources.0']);
  assert.deepEqual(found([{ ...everything, verbs: ['get', 'list'] }]), [
    'rbac-wildcard-includes-secrets rules.0.resources.0',
  ]);
  assert.deepEqual(found([{ ...everything, verbs: ['create'] }]), ['rbac-wildcard-resources rules.0.resources.0']);
  assert.deepEqual(found([{ apiGroups: [''], resources: ['secrets', 'pods/exec'], verbs: ['*'] }]), [
    'rbac-wildcard-verbs rules.0.verbs.0',
  ]);
  assert.deepEqual(found([{ apiGroups: [''], resources: ['*/exec'], verbs: ['create'] }]), [
    'rbac-wildcard-resources rules.0.resources.0',
  ]);
});

test('what stands beside a wildcard for a subresource is reported on its own', () => {
  assert.deepEqual(found([{ apiGroups: [''], resources: ['*/status', 'secrets'], verbs: ['get'] }]), [
    'rbac-secrets-read rules.0.resources.1',
    'rbac-wildcard-resources rules.0.resources.0',
  ]);
});

test('an entry limited to names is judged by what it grants on them', () => {
  const named = {
    apiGroups: ['rbac.authorization.k8s.io'],
    resources: ['clusterroles'],
    verbs: ['*'],
    resourceNames: ['a'],
  };
  assert.deepEqual(found([named]), ['rbac-escalate rules.0.verbs.0']);
});

test('a template decides what it does not say, and wildcards are there all the same', () => {
  assert.deepEqual(found([{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }], true), []);
  assert.deepEqual(found([{ apiGroups: [''], resources: ['pods'], verbs: ['*'] }], true), [
    'rbac-wildcard-verbs rules.0.verbs.0',
  ]);
});

test('no two rules blame the same resource of the same entry', () => {
  const words = (...of: string[]): fc.Arbitrary<string[]> =>
    fc.uniqueArray(fc.constantFrom(...of), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(
      fc.record({
        apiGroups: words('*', '', 'apps', 'rbac.authorization.k8s.io'),
        resources: words(
          '*',
          'secrets',
          'pods',
          'pods/exec',
          '*/exec',
          'roles',
          'clusterroles',
          'nodes',
          'nodes/proxy',
          'deployments',
        ),
        verbs: words('*', 'get', 'create', 'update', 'escalate', 'bind', 'deletecollection'),
      }),
      (raw) => {
        const blamed = found([raw])
          .filter((line) => !line.startsWith('rbac-rule-ineffective'))
          .map((line) => line.split(' ')[1] ?? '')
          .filter((path) => path.includes('resources'));
        assert.deepEqual(blamed, [...new Set(blamed)]);
      },
    ),
    { numRuns: 300 },
  );
});
