import { strict as assert } from 'node:assert';
import { extensions, workspace } from 'vscode';
import { hardlint, open, until } from './helpers.ts';

describe('activation', () => {
  it('sees the trust that the run was started with', () => {
    assert.equal(String(workspace.isTrusted), process.env['HARDLINT_TEST_TRUSTED']);
  });

  it('activates on YAML, and starts no server for what is not Kubernetes', async () => {
    await open('compose.yaml');
    const extension = extensions.getExtension('hardlint.hardlint');
    await until('the active extension', () => extension?.isActive);
    const api = await hardlint();
    assert.equal(api.state, 'stopped');
  });

  it('starts the server when a manifest is opened', async () => {
    const api = await hardlint();
    await open('pod.yaml');
    assert.notEqual(api.state, 'stopped');
    await until('the running server', () => api.state === 'running');
  });
});
