import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol/node';
import { pod } from '../support/pods.ts';

const MAIN = join(import.meta.dirname, '../../server/src/main.ts');

test('a process of its own serves an editor over standard input and output, and ends when told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hardlint-'));
  const server = spawn(process.execPath, [MAIN, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
    await writeFile(
      join(folder, 'namespace.yaml'),
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    pod-security.kubernetes.io/enforce: baseline\n',
    );
    const client = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    const uri = pathToFileURL(join(folder, 'pod.yaml')).href;
    const found = new Promise<PublishDiagnosticsParams>((resolve) => {
      client.onNotification(PublishDiagnosticsNotification.type, (params) => {
        if (params.diagnostics.some(({ code }) => code === 'pss-profile-violation')) resolve(params);
      });
    });
    client.listen();
    await client.sendRequest('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      capabilities: {},
    });
    await client.sendNotification('initialized', {});
    const text = pod('a', { spec: 'hostNetwork: true' });
    await client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    });
    assert.equal((await found).uri, uri);
    await client.sendRequest('shutdown');
    await client.sendNotification('exit');
    assert.equal(await ended, 0);
  } finally {
    server.kill();
    await rm(folder, { recursive: true });
  }
});
