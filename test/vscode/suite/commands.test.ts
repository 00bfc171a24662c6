import { strict as assert } from 'node:assert';
import { ChildProcess } from 'node:child_process';
import { commands, TabInputWebview, window, type TextEditor } from 'vscode';
import { finding, hardlint, noFinding, open, until } from './helpers.ts';

const rule = 'container-privileged';

describe('commands', () => {
  let editor: TextEditor;

  before(async () => {
    editor = await open('privileged.yaml');
    await finding(rule, editor.document);
  });

  it('are all registered', async () => {
    const registered = await commands.getCommands(true);
    for (const name of ['fixAll', 'openRule', 'restartServer', 'showOutput', 'suppressLine']) {
      assert.ok(registered.includes(`hardlint.${name}`), name);
    }
  });

  it('restart the server, which finds the same again', async () => {
    const api = await hardlint();
    await commands.executeCommand('hardlint.restartServer');
    assert.equal(api.state, 'running');
    await finding(rule, editor.document);
  });

  it('are not needed when the server crashes: it comes back by itself', async () => {
    const api = await hardlint();
    killLanguageServer();
    await until('the crash seen', () => api.state === 'starting');
    await until('the server back', () => api.state === 'running');
    await finding(rule, editor.document);
  });

  it('show the bundled page of a rule', async () => {
    await commands.executeCommand('hardlint.openRule', rule);
    const tab = await until('the preview of the page', () =>
      window.tabGroups.all
        .flatMap((group) => group.tabs)
        .find(({ input, label }) => input instanceof TabInputWebview && label.includes(rule)),
    );
    await window.tabGroups.close(tab);
  });

  it('write a suppression with a reason above the line', async () => {
    await window.showTextDocument(editor.document);
    const { range } = await finding(rule, editor.document);
    const args = { uri: editor.document.uri.toString(), line: range.start.line, ruleId: rule };
    await answeringInputBoxes('the node agent needs it', () => commands.executeCommand('hardlint.suppressLine', args));
    const comment = editor.document.lineAt(range.start.line).text;
    assert.equal(comment, `        # hardlint-disable-next-line ${rule} -- the node agent needs it`);
    await noFinding(rule, editor.document);
    await commands.executeCommand('undo');
    await finding(rule, editor.document);
  });

  it('apply all fixes that cannot break a workload, and only these', async () => {
    const { document } = await open('legacy.yaml');
    await finding('pod-service-account-legacy-field', document);
    await commands.executeCommand('hardlint.fixAll');
    await noFinding('pod-service-account-legacy-field', document);
    assert.match(document.getText(), /^ {2}serviceAccountName: agent$/m);
    assert.match(document.getText(), /privileged: true/);
    await commands.executeCommand('workbench.action.files.revert');
  });
});

/** No command types into an input box, so its answer is put in its place: both share one `vscode` object. */
async function answeringInputBoxes(answer: string, action: () => Thenable<unknown>): Promise<void> {
  const original = window.showInputBox;
  window.showInputBox = () => Promise.resolve(answer);
  try {
    await action();
  } finally {
    window.showInputBox = original;
  }
}

/** The extension host, which this runs in, started the server: its handle is among those that keep the host alive. */
function killLanguageServer(): void {
  const { _getActiveHandles: handles } = process as unknown as { _getActiveHandles: () => unknown[] };
  const server = handles().find(
    (handle): handle is ChildProcess =>
      handle instanceof ChildProcess && handle.spawnargs.some((argument) => argument.endsWith('server.cjs')),
  );
  assert.ok(server?.kill('SIGKILL'), 'the language server runs');
}
