import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rbac } from '../../server/src/rules/rbac/index.ts';
import { serviceAccounts } from '../../server/src/rules/serviceAccounts/index.ts';
import { lint } from '../support/fixture.ts';

const RULES = [...rbac, ...serviceAccounts];

function found(text: string, header: { alone?: boolean; template?: boolean; rules?: object } = {}): string[] {
  const { alone = false, template = false, rules = {} } = header;
  const { report } = lint(text, { settings: { rules }, rules: [], alone, template, uri: 'file:///a.yaml' }, RULES);
  assert.deepEqual(report.crashed, []);
  return report.findings.map(({ finding }) => finding.ruleId);
}

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: shop}\nspec:\n  containers: [{name: a, image: a}]\n';
const BINDING = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: a, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects: [{kind: ServiceAccount, name: robot}]
`;
const ROLE = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: other, namespace: shop}
rules: []
`;

test('nothing is said of accounts and roles where other files are not seen', () => {
  assert.deepEqual(found(POD), ['sa-token-automount']);
  assert.deepEqual(found(POD, { alone: true }), []);
  assert.deepEqual(found(`${BINDING}---\n${ROLE}`), ['rbac-binding-dangling-role']);
  assert.deepEqual(found(`${BINDING}---\n${ROLE}`, { alone: true }), []);
});

test('nothing is said of what a template decides', () => {
  assert.deepEqual(found(`${POD}# {{ .Values.more }}\n`, { template: true }), []);
  assert.deepEqual(
    found(POD.replace('namespace: shop', 'namespace: "{{ .Release.Namespace }}"'), { template: true }),
    [],
  );
  const role = ROLE.replace('name: other', 'name: "{{ .Release.Name }}"');
  assert.deepEqual(found(`${BINDING}---\n${role}`, { template: true }), []);
});

test('wildcards of custom resources are reported on request', () => {
  const operator = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: operator}
rules: [{apiGroups: [example.com], resources: ["*"], verbs: ["*"]}]
`;
  assert.deepEqual(found(operator), []);
  const asked = { options: { customResources: true } };
  const rules = { 'rbac-wildcard-verbs': asked, 'rbac-wildcard-resources': asked };
  assert.deepEqual(found(operator, { rules }).sort(), ['rbac-wildcard-resources', 'rbac-wildcard-verbs']);
});

test('before 1.22 workloads and Ingresses were in the group extensions', () => {
  const old = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: old}
rules: [{apiGroups: [extensions], resources: [ingresses], verbs: [get]}]
`;
  assert.deepEqual(found(old), ['rbac-rule-ineffective']);
  const { report } = lint(
    old,
    { settings: { kubernetesVersion: '1.21' }, rules: [], alone: false, template: false, uri: 'file:///a.yaml' },
    RULES,
  );
  assert.deepEqual(report.findings, []);
});
