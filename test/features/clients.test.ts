import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineRule } from '../../server/src/engine/rule.ts';
import { pod } from '../support/pods.ts';
import { ROOT, TestServer, VSCODE } from '../support/serverConnection.ts';

const POD = `${ROOT}pod.yaml`;
const PRIVILEGED = pod('a', { security: 'privileged: true' });
const has =
  (code: string) =>
  (found: readonly { code?: unknown }[]): boolean =>
    found.some((one) => one.code === code);

/** A rule that throws for one name. */
const FRAGILE = defineRule({
  id: 'fragile',
  title: 'Fragile',
  family: 'test',
  severity: 'low',
  why: 'For a test.',
  kinds: ['ConfigMap'],
  standards: {},
  aliases: {},
  recommended: true,
  fix: null,
  *check(resource) {
    yield {
      at: resource.root.at('metadata', 'name'),
      message: 'Fine.',
      get fixes(): never {
        throw new Error('out of order');
      },
    };
  },
});

describe('a client that knows nothing but pushed diagnostics', () => {
  it('gets them, without folders, settings or code actions', async () => {
    await using server = await TestServer.start({ capabilities: {}, folders: [] });
    const { codeActionProvider, diagnosticProvider } = server.initialized.capabilities;
    assert.deepEqual([codeActionProvider, diagnosticProvider], [undefined, undefined]);
    await server.open(POD, PRIVILEGED);
    await server.pushed(POD, has('container-privileged'));
    assert.match(await server.hover(POD, 'true'), /privileged/u);
    assert.deepEqual(server.logged, []);
  });

  it('may push its settings', async () => {
    await using server = await TestServer.start({ capabilities: {} });
    await server.open(POD, PRIVILEGED);
    await server.pushed(POD, has('container-privileged'));
    const settings = { hardlint: { rules: { 'container-privileged': 'off' } } };
    await server.client.sendNotification('workspace/didChangeConfiguration', { settings });
    await server.pushed(POD, (found) => !has('container-privileged')(found));
    await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await server.client.sendNotification('workspace/didChangeConfiguration', { settings: { hardlint: {} } });
    await server.pushed(POD, has('container-privileged'));
  });
});

describe('files without a place on disk', () => {
  it('are judged by themselves, and nobody else sees them', async () => {
    await using server = await TestServer.start();
    const untitled = 'untitled:Untitled-1';
    await server.open(untitled, PRIVILEGED);
    assert.ok(has('container-privileged')(await server.diagnostics(untitled)));
    assert.ok((await server.actions(untitled, 'true')).some(({ title }) => title.startsWith('Set ')));
  });
});

describe('spellings of one file', () => {
  it('are one file, and are answered as they are asked', async () => {
    const root = 'file:///c%3A/my%20app%281%29/';
    const namespace = (level: string): string =>
      `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    pod-security.kubernetes.io/enforce: ${level}\n`;
    await using server = await TestServer.start({
      folders: ['file:///C:/my%20app(1)'],
      files: { [`${root}namespace.yaml`]: namespace('privileged') },
    });
    const uri = 'file:///C:/my%20app(1)/pod.yaml';
    await server.open(uri, pod('a', { spec: 'hostNetwork: true' }));
    await server.open('file:///c:/my app(1)/namespace.yaml'.replace(' ', '%20'), namespace('baseline'));
    const found = await server.diagnosticsWhen(uri, has('pss-profile-violation'));
    const violation = found.find(({ code }) => code === 'pss-profile-violation');
    assert.equal(violation?.relatedInformation?.[0]?.location.uri, 'file:///c:/my%20app(1)/namespace.yaml');
  });
});

describe('mistakes', () => {
  it('in the options at the start are passed over', async () => {
    for (const initializationOptions of [
      null,
      7,
      { commands: 5, ruleLinkBase: {} },
      { commands: [1, 'hardlint.openRule'] },
    ]) {
      await using server = await TestServer.start({ initializationOptions });
      await server.open(POD, PRIVILEGED);
      assert.ok(has('container-privileged')(await server.diagnostics(POD)));
    }
  });

  it('in the settings are logged once, and the rest holds', async () => {
    const settings = {
      enable: true,
      profile: 'calm',
      exclude: ['', 3],
      rules: { 'container-privileged': 'low', nope: 'off' },
    };
    await using server = await TestServer.start({ settings });
    await server.open(POD, PRIVILEGED);
    const found = await server.diagnosticsWhen(POD, (all) =>
      all.some(({ code, severity }) => code === 'container-privileged' && severity === 3),
    );
    assert.ok(found.length > 1);
    await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await server.diagnostics(POD);
    const about = (word: string): number => server.logged.filter((message) => message.includes(word)).length;
    assert.deepEqual(
      ['hardlint.profile', 'nope', 'hardlint.exclude', 'enable'].map(about),
      [1, 1, 2, 0],
      server.logged.join('\n'),
    );
  });

  it('of a rule are logged once, and the other rules go on', async () => {
    const rules = [FRAGILE, { ...FRAGILE, id: 'sound', check: soundCheck }];
    await using server = await TestServer.start({ rules, folders: [] });
    await server.open(POD, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n');
    assert.deepEqual(
      (await server.diagnostics(POD)).map(({ code }) => code),
      ['sound'],
    );
    await server.change(POD, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\n');
    await server.diagnostics(POD);
    const failures = server.logged.filter((message) => message.startsWith('The rule fragile failed on ConfigMap'));
    assert.equal(failures.length, 2, 'once for each place');
    await server.pull(POD);
    assert.equal(server.logged.length, 2);
  });

  it('in a request are answered with an error that names it, and the server goes on', async () => {
    await using server = await TestServer.start();
    await server.open(POD, PRIVILEGED);
    await assert.rejects(
      server.client.sendRequest('textDocument/hover', { textDocument: null, position: null }),
      /hover/u,
    );
    await assert.rejects(server.client.sendRequest('textDocument/codeAction', {}), /codeAction/u);
    assert.equal(server.logged.length, 2);
    assert.ok(has('container-privileged')(await server.diagnostics(POD)));
  });

  it('in a notification, or of the file system, do not end the server', async () => {
    await using server = await TestServer.start();
    server.host.list = () => Promise.reject(new Error('the disk is on fire'));
    await server.client.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [{ uri: 'file:///other', name: 'other' }], removed: [] },
    });
    await server.client.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: 'file:///%E0%A4', type: 3 }],
    });
    await server.open(POD, PRIVILEGED);
    assert.ok(has('container-privileged')(await server.diagnostics(POD)));
  });
});

function* soundCheck(
  resource: Parameters<typeof FRAGILE.check>[0],
): Iterable<{ at: typeof resource.root; message: string }> {
  yield { at: resource.root.at('metadata', 'name'), message: 'Sound.' };
}

describe('the status', () => {
  it('counts what is shown, what can be mended safely, and what is suppressed', async () => {
    const suppression = '# hardlint-disable-next-line container-privileged -- a node agent\nprivileged: true';
    await using server = await TestServer.start({ settings: { profile: 'strict', kubernetesVersion: '1.30' } });
    await server.open(POD, pod('a', { security: suppression, spec: 'serviceAccount: builder' }));
    const found = await server.diagnostics(POD);
    const status = server.statuses.at(-1);
    assert.deepEqual(
      { ...status, findings: 0 },
      {
        uri: POD,
        state: 'checked',
        findings: 0,
        fixable: 1,
        suppressed: 1,
        profile: 'strict',
        kubernetesVersion: '1.30',
      },
    );
    assert.equal(status?.findings, found.length);
  });

  it('follows the client', async () => {
    await using server = await TestServer.start({ capabilities: { ...VSCODE, workspace: {} } });
    await server.open(POD, 'a: b\n');
    await server.diagnostics(POD);
    assert.equal(server.statuses.at(-1)?.state, 'notKubernetes');
  });
});
