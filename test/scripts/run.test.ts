import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { cacheFolder } from '../../scripts/cacheFolder.mjs';

const runner = join(import.meta.dirname, '..', '..', 'scripts', 'run.mjs');

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [runner, ...args], { encoding: 'utf8' });
}

/** Runs `use` with the path of a script that holds this text. */
function withScript(text: string, use: (path: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'hardlint-run-'));
  try {
    writeFileSync(join(folder, 'script.ts'), text);
    use(join(folder, 'script.ts'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('runs TypeScript on Node 24 or newer, with its arguments', () => {
  withScript('const [, , ...given]: string[] = process.argv; console.log(process.versions.node, ...given);', (path) => {
    const { status, stdout, stderr } = run(path, 'one', '--two');
    assert.equal(status, 0, stderr);
    const [version = '', ...args] = stdout.trim().split(' ');
    assert.ok(Number(version.split('.')[0]) >= 24, version);
    assert.deepEqual(args, ['one', '--two']);
    assert.equal(stderr, '');
  });
});

test('ends with the exit code of the script', () => {
  withScript('process.exit(7);', (path) => assert.equal(run(path).status, 7));
  withScript('throw new Error("on purpose");', (path) => assert.equal(run(path).status, 1));
});

test('tells by its exit code that a signal ended the script', () => {
  withScript('process.kill(process.pid, "SIGKILL");', (path) => assert.notEqual(run(path).status, 0));
});

test('says how it is used when no script is named', () => {
  const { status, stderr } = run();
  assert.equal(status, 1);
  assert.match(stderr, /^Usage: node scripts\/run\.mjs/);
});

test('keeps what it fetches where the platform keeps such things, unless told otherwise', () => {
  assert.equal(cacheFolder('linux', { HARDLINT_CACHE: '/elsewhere' }), '/elsewhere');
  assert.equal(cacheFolder('linux', { XDG_CACHE_HOME: '/xdg' }), join('/xdg', 'hardlint'));
  assert.equal(cacheFolder('linux', {}), join(homedir(), '.cache', 'hardlint'));
  assert.equal(cacheFolder('darwin', {}), join(homedir(), 'Library', 'Caches', 'hardlint'));
  assert.equal(cacheFolder('win32', { LOCALAPPDATA: 'C:/Local' }), join('C:/Local', 'hardlint', 'Cache'));
});
