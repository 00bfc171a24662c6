import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { describe, it } from 'node:test';
import { Progress } from '../../server/src/cli/progress.ts';
import { wantsColour } from '../../server/src/reports/style.ts';
import { folderOf, hardlint, privilegedPod, SOURCE } from './hardlint.ts';

describe('colour', () => {
  const terminal = { isTTY: true };
  for (const [stream, environment, expected] of [
    [terminal, {}, true],
    [{}, {}, false],
    [{ isTTY: false }, {}, false],
    [terminal, { NO_COLOR: '1' }, false],
    [terminal, { NO_COLOR: '' }, true],
    [terminal, { TERM: 'dumb' }, false],
    [{}, { FORCE_COLOR: '1' }, true],
    [{}, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    [terminal, { FORCE_COLOR: '0' }, false],
  ] as const) {
    it(`${JSON.stringify(stream)} with ${JSON.stringify(environment)}: ${expected}`, () => {
      assert.equal(wantsColour(stream, environment), expected);
    });
  }

  it('is in no pipe, unless it is asked for', async () => {
    const cwd = folderOf({ 'pod.yaml': privilegedPod() });
    for (const args of [['check', 'pod.yaml'], ['rules'], ['explain', 'container-privileged']]) {
      const plain = await hardlint(args, { cwd });
      const coloured = await hardlint(args, { cwd, env: { FORCE_COLOR: '1' } });
      assert.ok(!plain.stdout.includes('\u001b'));
      assert.ok(coloured.stdout.includes('\u001b[1m'));
      assert.equal(coloured.stdout.replace(/\u001b\[\d+m/gu, ''), plain.stdout);
    }
  });

  it('is never in JSON', async () => {
    const { stdout } = await hardlint(['check', '--format', 'json', '-'], {
      input: privilegedPod(),
      env: { FORCE_COLOR: '1' },
    });
    assert.ok(!stdout.includes('\u001b'));
  });
});

describe('progress', () => {
  function shown(isTTY: boolean, times: readonly number[]): string[] {
    const written: string[] = [];
    const write = (text: string | Uint8Array): boolean => written.push(String(text)) > 0;
    const clock = times.values();
    const progress = new Progress({ isTTY, write }, () => clock.next().value ?? 0);
    times.slice(1).forEach((_, done) => progress.show(done, 9));
    progress.clear();
    return written;
  }

  it('is shown on a terminal once work is long, not too often, and taken away at the end', () => {
    assert.deepEqual(shown(true, [0, 100, 399, 400, 450, 500]), [
      '\r\u001b[KChecking 2 of 9 files',
      '\r\u001b[KChecking 4 of 9 files',
      '\r\u001b[K',
    ]);
  });

  it('is not shown when work is short', () => {
    assert.deepEqual(shown(true, [0, 100, 399]), []);
  });

  it('is not shown where no person looks on', () => {
    assert.deepEqual(shown(false, [0, 1000, 2000]), []);
  });
});

it('ends quietly when its reader has seen enough', async () => {
  // Far more than a pipe holds.
  const pods = Array.from({ length: 600 }, (_, index) => privilegedPod(`pod-${index}`)).join('---\n');
  const cwd = folderOf({ 'pods.yaml': pods });
  const child = spawn(process.execPath, [SOURCE, 'check', '--profile', 'strict', 'pods.yaml'], { cwd });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.once('close', resolve));
  assert.deepEqual([code, stderr], [0, '']);
});
