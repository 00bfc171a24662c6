import { strict as assert } from 'node:assert';
import {
  commands,
  DiagnosticSeverity,
  Range,
  workspace,
  type CodeAction,
  type Diagnostic,
  type TextEditor,
} from 'vscode';
import { finding, findingsOf, hardlint, noFinding, open, until } from './helpers.ts';

const rule = 'container-privileged';

describe('diagnostics', () => {
  let editor: TextEditor;

  before(async () => {
    editor = await open('pod.yaml');
    await noFinding(rule, editor.document);
  });

  after(() => commands.executeCommand('workbench.action.files.revert'));

  it('appear on the value that was typed', async () => {
    const end = editor.document.lineAt(editor.document.lineCount - 2).range.end;
    await editor.edit((edit) => edit.insert(end, '\n        privileged: true'));
    const found = await finding(rule, editor.document);
    assert.equal(editor.document.getText(found.range), 'true');
    assert.equal(found.severity, DiagnosticSeverity.Error);
    assert.equal(found.source, 'hardlint');
  });

  it('link to the page of the rule, inside VS Code', async () => {
    const { code } = await finding(rule, editor.document);
    assert.ok(typeof code === 'object');
    assert.match(code.target.toString(true), /:\/\/hardlint\.hardlint\/rules\/container-privileged$/);
  });

  it('are counted by the status item', async () => {
    const api = await hardlint();
    const { detail } = await until(
      'a status that counts',
      () => /^[1-9]\d* findings?$/.test(api.status.text) && api.status,
    );
    assert.match(detail, /recommended/);
  });

  it('explain themselves on hover', async () => {
    const { range } = await finding(rule, editor.document);
    const hovers = await commands.executeCommand<{ contents: { value: string }[] }[]>(
      'vscode.executeHoverProvider',
      editor.document.uri,
      range.start,
    );
    const text = hovers.flatMap(({ contents }) => contents.map(({ value }) => value)).join('\n');
    assert.match(text, /privileged/i);
  });

  it('go when their quick fix is applied', async () => {
    const { range } = await finding(rule, editor.document);
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      range,
      'quickfix',
      20,
    );
    const fix = actions.find(({ title, edit }) => edit !== undefined && /privileged/.test(title));
    assert.ok(fix?.edit, `a fix with an edit among: ${actions.map(({ title }) => title).join(' | ')}`);
    await workspace.applyEdit(fix.edit);
    await noFinding(rule, editor.document);
    assert.doesNotMatch(editor.document.getText(), /privileged: true/);
  });

  it('come and go with the text around them, as a person undoes and redoes', async () => {
    await commands.executeCommand('undo');
    await finding(rule, editor.document);
    await commands.executeCommand('redo');
    await noFinding(rule, editor.document);
  });

  it('survive broken text in another document of the file', async () => {
    const { document } = editor;
    const broken = `${document.getText().replace('privileged: false', 'privileged: true')}---\napiVersion: v1\nkind: Pod\nmetadata: {name: "bad\n`;
    await editor.edit((edit) => edit.replace(new Range(0, 0, document.lineCount, 0), broken));
    await finding(rule, document);
    const { range } = await until('the syntax error', () => findingsOf(document.uri).find((found) => !isRule(found)));
    assert.ok(range.start.line >= document.lineCount - 3, 'it stands where the text breaks');
  });
});

/** Rules have a page; what is wrong with the text itself has none. */
function isRule({ code }: Diagnostic): boolean {
  return typeof code === 'object';
}
