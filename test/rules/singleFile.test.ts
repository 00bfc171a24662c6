import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RULES } from '../../server/src/rules/index.ts';
import { lint } from '../support/fixture.ts';

const ALONE = { settings: {}, rules: [], alone: true, template: false, uri: 'file:///fixture/alone.yaml' };

/** Ids of the rules that report something in a file whose neighbours are not known. */
function reported(text: string, template = false): string[] {
  const groups = /^(network|namespace|service|ingress|pss)-/u;
  const rules = RULES.filter(({ id }) => groups.test(id));
  const { report } = lint(text, { ...ALONE, template }, rules);
  assert.deepEqual(report.crashed, []);
  return report.findings.map(({ finding }) => finding.ruleId).sort();
}

const NAMESPACE = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
`;

const SPLIT_PEER = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
  ingress:
    - from:
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } }
        - podSelector: { matchLabels: { app: prometheus } }
`;

const WORKLOAD = `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  containers: [{ name: web, image: registry.example.com/web:1.4.2 }]
---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  selector: { app: nothing }
  ports: [{ port: 80, targetPort: http }]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
spec:
  tls: [{ secretName: web-tls }]
  defaultBackend: { service: { name: missing, port: { number: 80 } } }
`;

test('what a single object says is reported without its neighbours', () => {
  assert.deepEqual(reported(NAMESPACE), ['namespace-psa-enforce-missing']);
  assert.deepEqual(reported(SPLIT_PEER), ['network-policy-peer-and-or']);
});

test('nothing is missed that might stand in a file that is not seen', () => {
  assert.deepEqual(reported(WORKLOAD), []);
});

test('nothing is missed that a template may still render', () => {
  assert.deepEqual(reported(NAMESPACE.replace('shop', '{{ .Release.Namespace }}'), true), []);
  assert.deepEqual(reported(SPLIT_PEER.replace('namespace: shop', 'namespace: {{ .Release.Namespace }}'), true), []);
  assert.deepEqual(reported(WORKLOAD.replace('name: web-tls', 'name: {{ .Values.secret }}'), true), []);
});
