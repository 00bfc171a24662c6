import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver-protocol';
import { RULES } from '../../server/src/rules/index.ts';
import { ROOT, TestServer, VSCODE } from '../support/serverConnection.ts';

const POD = `${ROOT}pod.yaml`;
const privileged = (value: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: agent
  namespace: node-tools
spec:
  containers:
    - name: agent
      image: registry.example/agent:1.0.0
      securityContext:
        privileged: ${value}
`;
const textOf = (diagnostic: Diagnostic | undefined): string => {
  const message = diagnostic?.message ?? '';
  return typeof message === 'string' ? message : message.value;
};
const ids = (diagnostics: readonly Diagnostic[]): (number | string | undefined)[] =>
  diagnostics.map(({ code }) => code);
const ofRule = (diagnostics: readonly Diagnostic[], id: string): Diagnostic[] =>
  diagnostics.filter(({ code }) => code === id);

describe('diagnostics by pull', () => {
  it('stand on the value, and link to the page of the rule', async () => {
    await using server = await TestServer.start();
    await server.open(POD, privileged('true'));
    const [found] = ofRule(await server.diagnostics(POD), 'container-privileged');
    assert.ok(found);
    assert.deepEqual(found.range, { start: { line: 10, character: 20 }, end: { line: 10, character: 24 } });
    assert.equal(found.severity, DiagnosticSeverity.Error);
    assert.equal(found.source, 'hardlint');
    assert.match(String(found.codeDescription?.href), /\/docs\/rules\/container-privileged\.md$/u);
  });

  it('link where the client says that pages are', async () => {
    await using server = await TestServer.start({
      initializationOptions: { ruleLinkBase: 'vscode://hardlint.hardlint/rules/' },
    });
    await server.open(POD, privileged('true'));
    const [found] = ofRule(await server.diagnostics(POD), 'container-privileged');
    assert.equal(found?.codeDescription?.href, 'vscode://hardlint.hardlint/rules/container-privileged');
  });

  it('follow the text', async () => {
    await using server = await TestServer.start();
    await server.open(POD, privileged('true'));
    assert.equal(ofRule(await server.diagnostics(POD), 'container-privileged').length, 1);
    await server.change(POD, privileged('false'));
    assert.equal(ofRule(await server.diagnostics(POD), 'container-privileged').length, 0);
  });

  it('are not sent again while nothing changes', async () => {
    // Without a folder: while one is being read, what is not checked may change.
    await using server = await TestServer.start({ folders: [] });
    await server.open(POD, privileged('true'));
    const first = await server.pull(POD);
    assert.equal(first.kind, 'full');
    assert.equal((await server.pull(POD, first.resultId)).kind, 'unchanged');
    await server.change(POD, privileged('false'));
    assert.equal((await server.pull(POD, first.resultId)).kind, 'full');
  });

  it('keep the findings of intact documents when another is broken, which gets one of its own', async () => {
    await using server = await TestServer.start();
    await server.open(
      POD,
      `${privileged('true')}---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: "broken\nspec: [\n`,
    );
    const found = await server.diagnostics(POD);
    assert.equal(ofRule(found, 'container-privileged').length, 1);
    const [syntax, ...more] = found.filter(({ code }) => code === undefined);
    assert.deepEqual(more, []);
    assert.ok(syntax);
    assert.equal(syntax.severity, DiagnosticSeverity.Error);
    assert.ok(syntax.range.start.line >= 12);
  });

  it('say nothing of YAML that is not Kubernetes, broken or not', async () => {
    await using server = await TestServer.start();
    for (const [name, text] of Object.entries({
      compose: 'services:\n  web:\n    privileged: true\n',
      broken: 'a: [\nb: "\n',
      empty: '',
    })) {
      const uri = `${ROOT}${name}.yaml`;
      await server.open(uri, text);
      assert.deepEqual(await server.diagnostics(uri), []);
      assert.equal(server.statuses.at(-1)?.state, 'notKubernetes');
    }
  });

  it('are at most a thousand: the most severe, and a count of the rest', async () => {
    await using server = await TestServer.start();
    const many = Array.from({ length: 400 }, (_, index) =>
      privileged('true').replace('name: agent\n', `name: agent-${index}\n`),
    ).join('---\n');
    await server.open(POD, many);
    const found = await server.diagnostics(POD);
    assert.ok(found.length <= 1000, String(found.length));
    assert.equal(ofRule(found, 'container-privileged').length, 400);
    assert.ok(found.some((one) => /^\d+ more findings/u.test(textOf(one))));
  });

  it('hide what is suppressed, and report a suppression that hides nothing', async () => {
    await using server = await TestServer.start();
    const suppressed = (value: string): string =>
      privileged(value).replace(
        '        privileged',
        '        # hardlint-disable-next-line container-privileged -- loads a module\n        privileged',
      );
    await server.open(POD, suppressed('true'));
    assert.ok(!ids(await server.diagnostics(POD)).includes('container-privileged'));
    assert.equal(server.statuses.at(-1)?.suppressed, 1);
    await server.change(POD, suppressed('false'));
    assert.ok(ids(await server.diagnostics(POD)).includes('suppression-unused'));
  });
});

describe('settings', () => {
  it('of the editor hold', async () => {
    await using server = await TestServer.start({ settings: { rules: { 'container-privileged': 'off' } } });
    await server.open(POD, privileged('true'));
    await server.diagnosticsWhen(POD, (found) => !ids(found).includes('container-privileged'));
  });

  it('of .hardlint.yaml win over those of the editor, and follow its unsaved text', async () => {
    const config = `${ROOT}.hardlint.yaml`;
    await using server = await TestServer.start({
      files: { [config]: 'rules: {container-privileged: low}\n' },
      settings: { rules: { 'container-privileged': 'off' } },
    });
    await server.open(POD, privileged('true'));
    const found = await server.diagnosticsWhen(
      POD,
      (all) => ofRule(all, 'container-privileged')[0]?.severity === DiagnosticSeverity.Information,
    );
    assert.ok(found.length > 0);
    await server.open(config, 'rules: {container-privileged: "off"}\n');
    await server.diagnosticsWhen(POD, (all) => !ids(all).includes('container-privileged'));
  });

  it('with mistakes are shown in the file', async () => {
    const config = `${ROOT}.hardlint.yaml`;
    await using server = await TestServer.start();
    await server.open(config, 'profile: recomended\nrules:\n  container-priviledged: off\n');
    const [profile, rule] = await server.diagnostics(config);
    assert.match(textOf(profile), /Did you mean "recommended"\?/u);
    assert.deepEqual(profile?.range, { start: { line: 0, character: 9 }, end: { line: 0, character: 19 } });
    assert.match(textOf(rule), /Did you mean "container-privileged"\?/u);
    assert.deepEqual(rule?.range, { start: { line: 2, character: 2 }, end: { line: 2, character: 23 } });
  });

  it('leave out excluded files', async () => {
    await using server = await TestServer.start({ settings: { exclude: ['vendor/**'] } });
    const uri = `${ROOT}vendor/pod.yaml`;
    await server.open(uri, privileged('true'));
    await server.diagnosticsWhen(uri, (found) => found.length === 0);
    assert.equal(server.statuses.at(-1)?.state, 'excluded');
  });
});

describe('rules that look across files', () => {
  const namespace = (level: string): string =>
    `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: node-tools\n  labels:\n    pod-security.kubernetes.io/enforce: ${level}\n`;
  const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: agent
  namespace: node-tools
spec:
  selector:
    matchLabels: {app: agent}
  template:
    metadata:
      labels: {app: agent}
    spec:
      hostNetwork: true
      containers:
        - name: agent
          image: registry.example/agent:1.0.0
`;
  const uri = `${ROOT}deployment.yaml`;
  const other = `${ROOT}namespace.yaml`;

  it('see closed files, and what happens to them', async () => {
    assert.ok(RULES.some(({ id }) => id === 'pss-profile-violation'));
    await using server = await TestServer.start({ files: { [other]: namespace('baseline') } });
    await server.open(uri, deployment);
    const [violation] = ofRule(
      await server.diagnosticsWhen(uri, (found) => ids(found).includes('pss-profile-violation')),
      'pss-profile-violation',
    );
    assert.equal(violation?.relatedInformation?.[0]?.location.uri, other);
    await server.write(other, namespace('privileged'));
    await server.diagnosticsWhen(uri, (found) => !ids(found).includes('pss-profile-violation'));
  });

  it('see the unsaved text of open files, and the file again when these are closed', async () => {
    await using server = await TestServer.start({ files: { [other]: namespace('privileged') } });
    await server.open(uri, deployment);
    await server.open(other, namespace('baseline'));
    await server.diagnosticsWhen(uri, (found) => ids(found).includes('pss-profile-violation'));
    await server.close(other);
    await server.diagnosticsWhen(uri, (found) => !ids(found).includes('pss-profile-violation'));
  });

  it('believe what a document said before it was broken', async () => {
    await using server = await TestServer.start({ files: { [other]: namespace('privileged') } });
    await server.open(uri, deployment);
    await server.open(other, namespace('baseline'));
    await server.diagnosticsWhen(uri, (found) => ids(found).includes('pss-profile-violation'));
    await server.change(other, `${namespace('baseline')}    team: "node\n`);
    assert.ok(ids(await server.diagnostics(uri)).includes('pss-profile-violation'));
    await server.change(other, namespace('privileged'));
    await server.diagnosticsWhen(uri, (found) => !ids(found).includes('pss-profile-violation'));
  });

  it('stay silent where only one file is known', async () => {
    await using server = await TestServer.start({ folders: [] });
    await server.open(uri, deployment);
    assert.ok(!ids(await server.diagnostics(uri)).includes('pss-profile-violation'));
  });
});

describe('diagnostics by push', () => {
  it('reach a client that cannot pull', async () => {
    const { workspace = {}, textDocument: { publishDiagnostics = {} } = {} } = VSCODE;
    const capabilities = { workspace, textDocument: { publishDiagnostics } };
    await using server = await TestServer.start({ capabilities });
    assert.equal(server.initialized.capabilities.diagnosticProvider, undefined);
    await server.open(POD, privileged('true'));
    await server.pushed(POD, (found) => ids(found).includes('container-privileged'));
    await server.change(POD, privileged('false'));
    await server.pushed(POD, (found) => !ids(found).includes('container-privileged'));
    await server.close(POD);
    await server.pushed(POD, (found) => found.length === 0);
  });
});
