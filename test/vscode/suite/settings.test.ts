import { strict as assert } from 'node:assert';
import { ConfigurationTarget, workspace, type TextEditor } from 'vscode';
import { finding, findingsOf, hardlint, noFinding, open, until } from './helpers.ts';

const rule = 'container-privileged';

describe('settings', () => {
  const settings = () => workspace.getConfiguration('hardlint');
  const set = (key: string, value: unknown) => settings().update(key, value, ConfigurationTarget.Workspace);
  let editor: TextEditor;

  before(async () => {
    editor = await open('privileged.yaml');
    await finding(rule, editor.document);
  });

  afterEach(async () => {
    for (const key of ['enable', 'profile', 'rules', 'exclude']) await set(key, undefined);
  });

  it('stop everything with hardlint.enable, and start it again', async () => {
    const api = await hardlint();
    await set('enable', false);
    await until('the stopped server', () => api.state === 'stopped');
    await until('no findings at all', () => findingsOf(editor.document.uri).length === 0);
    assert.equal(api.status.text, 'Off');
    await set('enable', true);
    await finding(rule, editor.document);
  });

  it('switch a rule off with hardlint.rules', async () => {
    await set('rules', { [rule]: 'off' });
    await noFinding(rule, editor.document);
    await set('rules', undefined);
    await finding(rule, editor.document);
  });

  it('leave out a file with hardlint.exclude', async () => {
    await set('exclude', ['privileged.yaml']);
    await until('no findings at all', () => findingsOf(editor.document.uri).length === 0);
    await set('exclude', undefined);
    await finding(rule, editor.document);
  });

  it('judge by another set of rules with hardlint.profile', async () => {
    await finding('container-run-as-non-root', editor.document);
    await set('profile', 'pss-baseline');
    await noFinding('container-run-as-non-root', editor.document);
    await finding(rule, editor.document);
  });
});
