import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UNKNOWN } from '../../server/src/documents/unknown.ts';
import { only } from './both.ts';

test('expressions inside of scalars make only these unknown', () => {
  const text = 'image: "{{ .a }}"\nname: x-{{workflow.name}}\nscript: |\n  echo {{ x }}\nplain: p # {{ z }}\n';
  const { data, template, problems } = only(text);
  assert.deepEqual([template, problems], [false, []]);
  assert.deepEqual(data, { image: UNKNOWN, name: UNKNOWN, script: UNKNOWN, plain: 'p' });
});

test('a scalar with two open braces only is known', () => {
  assert.deepEqual(only('a: "{{"\nb: "}}"\n').data, { a: '{{', b: '}}' });
});

const CHART = `{{- /* a comment with --- and
---
{{ inner }} */ -}}
{{- if .Values.enabled }}
apiVersion: {{ include "x.version" . }}
kind: Deployment
metadata:
  name: {{ include "x.name" . }}-web
  labels:
    {{- include "x.labels" . | nindent 4 }}
    app: web
    {{ .key }}: value
spec:
  replicas: {{ .Values.replicas }}
  template:
    spec:
      securityContext:
        {{- toYaml .Values.podSecurityContext | nindent 8 }}
      containers:
        - name: {{ .Chart.Name | quote }}
          image: "{{ .Values.image }}:{{ .Values.tag | default "}}" }}"
          {{- if .Values.privileged }}
          imagePullPolicy: Always
          {{- else }}
          imagePullPolicy: Never
          {{- end }}
          securityContext:
            privileged: true
{{- end }}
`;

test('a chart is read with its expressions masked', () => {
  const { data, template, problems, text } = only(CHART);
  assert.deepEqual([template, problems, text], [true, [], CHART]);
  assert.deepEqual(data, {
    apiVersion: UNKNOWN,
    kind: 'Deployment',
    metadata: { name: UNKNOWN, labels: { app: 'web' } },
    spec: {
      replicas: UNKNOWN,
      template: {
        spec: {
          securityContext: UNKNOWN,
          containers: [{ name: UNKNOWN, image: UNKNOWN, imagePullPolicy: UNKNOWN, securityContext: { privileged: true } }],
        },
      },
    },
  });
  assert.deepEqual(only(CHART, { template: true }).data, data);
});

test('an unquoted value is a template, not a map of maps', () => {
  assert.deepEqual([only('a: {{ x }}\n').data, only('a: {{ x }}\n').template], [{ a: UNKNOWN }, true]);
  assert.deepEqual([only('- {{ x }}\n- z\n').data, only('- {{ x }}\n').template], [[UNKNOWN, 'z'], true]);
});

test('a file that is known to be a template is one only where it has expressions', () => {
  assert.equal(only('a: "{{ x }}"\n', { template: true }).template, true);
  assert.equal(only('a: b\n', { template: true }).template, false);
});

test('masked text that is no YAML gives no problem', () => {
  const { template, problems } = only('{{ if x }} a: {{ else }} b: {{ end }}\n  c: 1\n d: 2\n');
  assert.deepEqual([template, problems], [true, []]);
});

test('an ordinary mistake in a file with quoted expressions stays a problem', () => {
  const document = only('a: "{{ x }}"\nb: [1\nc: 2\n');
  assert.deepEqual([document.template, document.problems.length], [false, 1]);
});

for (const text of ['{{', 'a: {{', 'a: {{ "x\nb: 1\n', '{{/* open\na: 1\n', '{{ `x\n}}', "{{ it's }}\n"]) {
  test(`${JSON.stringify(text)} is read without a problem`, () => {
    assert.deepEqual(only(text).problems, []);
  });
}

test('many expressions that are never closed take no longer than they are long', () => {
  const started = process.cpuUsage().user;
  only('{{ "'.repeat(50_000));
  only('{{ a\n'.repeat(50_000));
  assert.ok(process.cpuUsage().user - started < 20_000_000);
});

const CONDITIONAL = `{{- if .Values.enabled }}
kind: DaemonSet
spec:
  {{- if .Values.hostNetwork }}
  hostNetwork: true
  {{- end }}
  hostPID: true
  securityContext:
    {{- with .Values.user }}
    runAsUser: 0
    {{- end }}
  containers:
    - name: a
    {{- if .Values.sidecar }}
    - name: b
      privileged: true
      {{- if .Values.strict }}
      escalate: false
      {{- else }}
      escalate: true
      {{- end }}
    {{- end }}
  verbs:
    - get
    {{- if .Values.write }}
    - update
    {{- end }}
{{- end }}
`;

test('a field that is rendered only sometimes is unknown; an item that is, is what it is', () => {
  assert.deepEqual(only(CONDITIONAL).data, {
    kind: 'DaemonSet',
    spec: {
      hostNetwork: UNKNOWN,
      hostPID: true,
      securityContext: { runAsUser: UNKNOWN },
      containers: [{ name: 'a' }, { name: 'b', privileged: true, escalate: UNKNOWN }],
      verbs: ['get', UNKNOWN],
    },
  });
});

test('what a named template holds is not rendered only sometimes', () => {
  const { data } = only('{{- define "x" }}\na: 1\n{{- end }}\n{{ if y }}{{ end }}\nb: {{ z }}\n');
  assert.deepEqual(data, { a: 1, b: UNKNOWN });
});
