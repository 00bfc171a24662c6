import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CodeActionRequest, type CodeAction } from 'vscode-languageserver-protocol';
import { Placeholder } from '../../server/src/documents/edit.ts';
import { inResource, set } from '../../server/src/engine/fix.ts';
import { defineRule } from '../../server/src/engine/rule.ts';
import type { RULES } from '../../server/src/rules/index.ts';
import { afterAction } from '../support/clientEdits.ts';
import { pod } from '../support/pods.ts';
import { ROOT, TestServer, VSCODE } from '../support/serverConnection.ts';

const POD = `${ROOT}pod.yaml`;
const titles = (actions: readonly CodeAction[]): string[] => actions.map(({ title }) => title);
const named = (actions: readonly CodeAction[], title: RegExp): CodeAction => {
  const found = actions.filter((action) => title.test(action.title));
  assert.equal(found.length, 1, `${String(title)} among ${titles(actions).join(' | ')}`);
  return found[0] as CodeAction;
};
const COMMANDS = { commands: ['hardlint.suppressLine', 'hardlint.openRule'] };
const withoutCodeActions = (changes: object): typeof VSCODE => ({
  ...VSCODE,
  textDocument: { ...VSCODE.textDocument, codeAction: { ...VSCODE.textDocument?.codeAction, ...changes } },
});

/** A rule for the tests: says of each ConfigMap what it is told to. */
const asking = (id: string, fixes: (resource: Parameters<(typeof RULES)[number]['check']>[0]) => object[]) =>
  defineRule({
    id,
    title: `The rule ${id}`,
    family: 'test',
    severity: 'low',
    why: 'For a test.',
    kinds: ['ConfigMap'],
    reads: ['Namespace'],
    standards: {},
    aliases: {},
    recommended: true,
    fix: 'safe',
    *check(resource, { lookup }) {
      const [namespace] = lookup('Namespace').resources ?? [];
      yield {
        at: resource.root.at('data', 'b'),
        message: namespace === undefined ? 'Alone.' : 'With a namespace.',
        fixes: (namespace === undefined ? fixes(resource) : [...fixes(resource), ...fixes(namespace)]) as never,
      };
    },
  });
const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  b: c\n';

describe('quick fixes', () => {
  it('come in the order of their use, and the safe one is preferred', async () => {
    await using server = await TestServer.start({ initializationOptions: COMMANDS });
    const text = pod('a', { security: 'privileged: true' }) + '---\n' + pod('b', { security: 'privileged: yes' });
    await server.open(POD, text);
    const actions = await server.actions(POD, 'true');
    const order = titles(actions).map((title) => /^(Set|Fix all|Suppress|Show)/u.exec(title)?.[0]);
    assert.deepEqual([...new Set(order)], ['Set', 'Fix all', 'Suppress', 'Show'], titles(actions).join(' | '));
    const [first] = actions;
    assert.equal(first?.diagnostics?.[0]?.code, 'container-privileged');
    assert.equal(afterAction(first, POD, text), text.replace('privileged: true', 'privileged: false'));
  });

  it('are preferred where they cannot break a workload, and only there', async () => {
    await using server = await TestServer.start({ settings: { profile: 'strict' } });
    await server.open(POD, pod('a', { security: 'privileged: true', spec: 'serviceAccount: builder' }));
    const preferred = async (at: string): Promise<boolean[]> =>
      (await server.actions(POD, at)).filter(({ edit }) => edit).map(({ isPreferred }) => isPreferred === true);
    assert.equal((await preferred('serviceAccount')).filter(Boolean).length, 1);
    assert.deepEqual((await preferred('true')).filter(Boolean), []);
  });

  it('of one place can be applied together', async () => {
    await using server = await TestServer.start({ settings: { profile: 'pss-restricted' } });
    const text = pod('a');
    await server.open(POD, text);
    const actions = await server.actions(POD, 'app\n');
    const together = named(actions, /^Apply all \d+ fixes here$/u);
    const fixed = afterAction(together, POD, text);
    assert.match(fixed, /allowPrivilegeEscalation: false/u);
    assert.match(fixed, /drop:/u);
    await server.change(POD, fixed);
    const left = await server.diagnostics(POD);
    assert.ok(left.length < (together.diagnostics?.length ?? 0), JSON.stringify(left.map(({ code }) => code)));
  });

  it('reach the whole file by an edit that is made when it is chosen', async () => {
    await using server = await TestServer.start();
    const text = ['a', 'b', 'c'].map((name) => pod(name, { security: `privileged: true # ${name}` })).join('---\n');
    await server.open(POD, text);
    const action = named(await server.actions(POD, 'true # b'), /^Fix all 3 of container-privileged in this file$/u);
    assert.equal(action.edit, undefined);
    assert.equal(
      afterAction(await server.resolve(action), POD, text),
      text.replaceAll('privileged: true', 'privileged: false'),
    );
  });

  it('of very many selected findings are only those of a kind, soon and in a menu that can be read', async () => {
    await using server = await TestServer.start({ initializationOptions: COMMANDS });
    const text = Array.from({ length: 40 }, (_, index) => pod(`p${index}`, { security: 'privileged: true' })).join(
      '---\n',
    );
    await server.open(POD, text);
    const range = { start: { line: 0, character: 0 }, end: { line: text.split('\n').length, character: 0 } };
    const answer = await server.client.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: POD },
      range,
      context: { diagnostics: [] },
    });
    const offered = titles((answer ?? []) as CodeAction[]);
    assert.ok(offered.includes('Fix all 40 of container-privileged in this file'), offered.join(' | '));
    assert.deepEqual(
      offered.filter((title) => !title.startsWith('Fix all 40 of ')),
      [],
    );
  });

  it('reach the whole file only when there is more than one', async () => {
    await using server = await TestServer.start();
    await server.open(POD, pod('a', { security: 'privileged: true' }));
    assert.deepEqual(
      titles(await server.actions(POD, 'true')).filter((title) => title.startsWith('Fix all')),
      [],
    );
  });

  it('chosen late are made for the text as it is then, with its version', async () => {
    await using server = await TestServer.start();
    const text = ['a', 'b'].map((name) => pod(name, { security: `privileged: true # ${name}` })).join('---\n');
    await server.open(POD, text);
    const action = named(await server.actions(POD, 'true # b'), /^Fix all 2/u);
    const later = `# A line more.\n${text}`;
    await server.change(POD, later);
    const resolved = await server.resolve(action);
    assert.equal(afterAction(resolved, POD, later), later.replaceAll('privileged: true', 'privileged: false'));
    const [change] = resolved.edit?.documentChanges as { textDocument: { version: number } }[];
    assert.equal(change?.textDocument.version, 2);
  });

  it('that the text does not allow say why, to a client that shows it', async () => {
    const text = pod('a', { security: 'capabilities: {}\n<<: &shared {privileged: true}' });
    for (const disabledSupport of [true, false]) {
      await using server = await TestServer.start({ capabilities: withoutCodeActions({ disabledSupport }) });
      await server.open(POD, text);
      const diagnostics = await server.diagnostics(POD);
      assert.ok(diagnostics.some(({ code }) => code === 'container-privileged'));
      const actions = await server.actions(POD, 'true');
      const disabled = actions.filter((action) => action.disabled !== undefined);
      assert.equal(disabled.length > 0, disabledSupport, titles(actions).join(' | '));
      if (disabledSupport) assert.ok((disabled[0]?.disabled?.reason ?? '').length > 10);
    }
  });

  it('are not offered for what is suppressed', async () => {
    await using server = await TestServer.start();
    const security = '# hardlint-disable-next-line container-privileged -- a node agent\nprivileged: true';
    await server.open(POD, pod('a', { security }));
    assert.deepEqual(titles(await server.actions(POD, 'true')), []);
  });
});

describe('fixes that ask a person', () => {
  const rule = asking('asks', (resource) => [
    {
      title: 'Ask',
      safe: true,
      edits: [set(resource.root.at('data', 'x'), { deep: new Placeholder('what $to} write') })],
    },
  ]);

  it('become tab stops, on lines that keep their indentation', async () => {
    await using server = await TestServer.start({ rules: [rule], folders: [] });
    await server.open(POD, CONFIG_MAP);
    const action = named(await server.actions(POD, 'c\n'), /^Ask$/u);
    const [change] = action.edit?.documentChanges as unknown as {
      edits: { range: { start: { character: number } }; snippet: { value: string } }[];
    }[];
    assert.equal(change?.edits[0]?.range.start.character, 0, 'VS Code indents what follows by the blanks in front');
    const text = afterAction(action, POD, CONFIG_MAP);
    assert.equal(text, `${CONFIG_MAP}  x:\n    deep: \${1:"what \\$to\\} write"}\n`);
  });

  it('become the hint where snippets or document changes are not known', async () => {
    for (const workspaceEdit of [{ documentChanges: true }, {}]) {
      const capabilities = { ...VSCODE, workspace: { ...VSCODE.workspace, workspaceEdit } };
      await using server = await TestServer.start({ rules: [rule], folders: [], capabilities });
      await server.open(POD, CONFIG_MAP);
      const action = named(await server.actions(POD, 'c\n'), /^Ask$/u);
      assert.equal(action.edit?.documentChanges === undefined, workspaceEdit.documentChanges === undefined);
      assert.match(afterAction(action, POD, CONFIG_MAP), /\n {4}deep: .*what \$to\} write/u);
    }
  });

  it('do not belong to all safe fixes', async () => {
    await using server = await TestServer.start({ rules: [rule], folders: [] });
    await server.open(POD, CONFIG_MAP);
    assert.deepEqual(await server.actions(POD, 'c\n', ['source.fixAll']), []);
  });
});

describe('fixes of another file', () => {
  const other = `${ROOT}namespace.yaml`;
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n';
  const rule = asking('elsewhere', (resource) =>
    resource.kind === 'Namespace'
      ? [
          {
            title: 'Mark',
            safe: true,
            edits: [inResource(resource, set(resource.root.at('metadata', 'labels'), { a: 'b' }))],
          },
        ]
      : [],
  );
  const expected = `${namespace}  labels:\n    a: b\n`;

  it('change it on disk when it is closed, and in the editor when it is open', async () => {
    await using server = await TestServer.start({ rules: [rule], files: { [other]: namespace } });
    await server.open(POD, CONFIG_MAP);
    await server.diagnosticsWhen(POD, ([found]) => found?.message === 'With a namespace.');
    const actions = await server.actions(POD, 'c\n');
    const versionOf = (action: CodeAction): unknown =>
      (action.edit?.documentChanges as { textDocument: { version: unknown } }[])[0]?.textDocument.version;
    assert.equal(afterAction(named(actions, /^Mark$/u), other, namespace), expected);
    assert.equal(versionOf(named(actions, /^Mark$/u)), null);
    const unsaved = `# Unsaved.\n${namespace}`;
    await server.open(other, unsaved);
    const open = named(await server.actions(POD, 'c\n'), /^Mark$/u);
    assert.equal(afterAction(open, other, unsaved), `# Unsaved.\n${expected}`);
    assert.notEqual(versionOf(open), null);
  });

  it('are refused when it is another by now, or gone', async () => {
    await using server = await TestServer.start({ rules: [rule], files: { [other]: namespace } });
    await server.open(POD, CONFIG_MAP);
    await server.diagnosticsWhen(POD, ([found]) => found?.message === 'With a namespace.');
    // Without a word from the file watcher.
    server.host.files.set(other, namespace.replace('shop', 'store'));
    assert.match(named(await server.actions(POD, 'c\n'), /^Mark$/u).disabled?.reason ?? '', /has changed/u);
    server.host.files.delete(other);
    assert.match(named(await server.actions(POD, 'c\n'), /^Mark$/u).disabled?.reason ?? '', /cannot be read/u);
  });
});

describe('source.fixAll.hardlint', () => {
  const text = pod('a', { security: 'privileged: true', spec: 'serviceAccount: builder' });

  it('makes the safe fixes of the file, and no others', async () => {
    await using server = await TestServer.start({ settings: { profile: 'strict' } });
    await server.open(POD, text);
    const [action, ...more] = await server.actions(POD, 'true', ['source.fixAll.hardlint']);
    assert.deepEqual(more, []);
    assert.equal(action?.kind, 'source.fixAll.hardlint');
    const fixed = afterAction(await server.resolve(action), POD, text);
    assert.equal(fixed, `${text.replace('  serviceAccount: builder\n', '')}  serviceAccountName: builder\n`);
  });

  it('is offered only where it is asked for', async () => {
    await using server = await TestServer.start({ settings: { profile: 'strict' } });
    await server.open(POD, text);
    const kinds = async (only?: string[]): Promise<string[]> =>
      [...new Set((await server.actions(POD, 'true', only)).map(({ kind }) => String(kind)))].sort();
    assert.deepEqual(await kinds(), ['quickfix']);
    assert.deepEqual(await kinds(['quickfix']), ['quickfix']);
    for (const only of ['source', 'source.fixAll']) assert.deepEqual(await kinds([only]), ['source.fixAll.hardlint']);
    assert.deepEqual(await kinds(['refactor']), []);
    assert.deepEqual(await kinds(['source.fixAll.eslint']), []);
    assert.deepEqual(await kinds(['']), ['quickfix', 'source.fixAll.hardlint']);
  });

  it('carries its edit at once where the client cannot ask for it later', async () => {
    const capabilities = withoutCodeActions({ resolveSupport: undefined });
    await using server = await TestServer.start({ capabilities, settings: { profile: 'strict' } });
    await server.open(POD, text);
    const [action] = await server.actions(POD, 'true', ['source.fixAll']);
    assert.ok(action);
    assert.match(afterAction(action, POD, text), /serviceAccountName: builder/u);
    assert.equal(action.data, undefined);
  });
});

describe('suppressing', () => {
  it('leaves the asking to the client where it can', async () => {
    await using server = await TestServer.start({ initializationOptions: COMMANDS });
    await server.open(POD, pod('a', { security: 'privileged: true' }));
    const action = named(await server.actions(POD, 'true'), /^Suppress container-privileged on this line…$/u);
    assert.deepEqual(action.command?.arguments, [{ uri: POD, line: 10, ruleId: 'container-privileged' }]);
    assert.equal(action.edit, undefined);
  });

  it('writes the comment with a place for the reason elsewhere, and then it holds', async () => {
    for (const lineEnd of ['\n', '\r\n']) {
      await using server = await TestServer.start();
      const text = pod('a', { security: 'privileged: true' }).replaceAll('\n', lineEnd);
      await server.open(POD, text);
      const action = named(await server.actions(POD, 'true'), /^Suppress container-privileged on this line$/u);
      const after = afterAction(action, POD, text);
      const comment = '        # hardlint-disable-next-line container-privileged -- ${1:why it is fine here}';
      assert.equal(after, text.replace('        privileged', `${comment}${lineEnd}        privileged`));
      await server.change(POD, after);
      const codes = (await server.diagnostics(POD)).map(({ code }) => code);
      assert.ok(!codes.includes('container-privileged') && !codes.includes('suppression-unused'), codes.join());
    }
  });

  it('is not offered in JSON, nor in YAML written like it', async () => {
    const text = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a' },
      spec: { containers: [{ name: 'a', image: 'a.example/a:1', securityContext: { privileged: true } }] },
    });
    for (const [uri, language] of [
      [`${ROOT}pod.json`, 'json'],
      [`${ROOT}flow.yaml`, 'yaml'],
    ] as const) {
      await using server = await TestServer.start({ initializationOptions: COMMANDS });
      await server.open(uri, text, language);
      const actions = await server.actions(uri, 'true');
      assert.ok(
        actions.some(({ title }) => title.startsWith('Set ')),
        titles(actions).join(' | '),
      );
      assert.deepEqual(
        titles(actions).filter((title) => title.startsWith('Suppress')),
        [],
      );
    }
  });
});
