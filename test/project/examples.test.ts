import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..', '..');

interface Output {
  readonly findings: readonly { readonly file: string }[];
  readonly errors: readonly unknown[];
}

function check(folder: string): Output {
  const args = [join(root, 'server', 'src', 'cli.ts'), 'check', '--format', 'json', join('examples', folder)];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  return JSON.parse(stdout) as Output;
}

test('nothing is found in the hardened examples', () => {
  const { findings, errors } = check('hardened');
  assert.deepEqual(findings, []);
  assert.deepEqual(errors, []);
});

test('every file of the unhardened examples but the service shows something', () => {
  const files = readdirSync(join(root, 'examples', 'unhardened')).filter((name) => name !== 'service.yaml');
  const found = new Set(check('unhardened').findings.map(({ file }) => file.split(/[\\/]/).at(-1)));
  for (const name of files) assert.ok(found.has(name), name);
});
