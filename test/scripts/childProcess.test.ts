import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

const module = pathToFileURL(join(import.meta.dirname, '..', '..', 'scripts', 'vscode', 'childProcess.ts')).href;

// A process that starts one that starts another; both would run for ever. It prints their ids.
const grandparent = `
  import { spawnOwned } from ${JSON.stringify(module)};
  const forever = 'setInterval(() => {}, 1e6)';
  const parent = 'const { spawn } = require("node:child_process");'
    + 'const child = spawn(process.execPath, ["-e", ' + JSON.stringify(forever) + '], { stdio: "ignore" });'
    + 'console.log(process.pid + " " + child.pid);' + forever;
  const owned = spawnOwned(process.execPath, ['-e', parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  owned.stdout.once('data', (ids) => { process.stdout.write(ids); ENDING });
`;

function idsAfter(ending: string): number[] {
  const args = [
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '-e',
    grandparent.replace('ENDING', ending),
  ];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const ids = stdout.trim().split(' ').map(Number);
  assert.equal(ids.length, 2, stderr);
  return ids;
}

test('leaves no process behind when the script ends, throws or is told to end', async () => {
  for (const ending of ['process.exit(0)', 'throw new Error("on purpose")', 'process.kill(process.pid, "SIGTERM")']) {
    for (const id of idsAfter(ending)) await gone(id);
  }
});

/** Resolves when no process has this id any more; one that was killed takes a moment to end. */
async function gone(id: number): Promise<void> {
  const deadline = Date.now() + 5000;
  while (isRunning(id)) {
    assert.ok(Date.now() < deadline, `process ${id} still runs`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    // An ended process whose exit nobody has asked for yet keeps its id. Where there is no /proc, none of it is seen.
    return !existsSync(`/proc/${id}/stat`) || !/\) Z /.test(readFileSync(`/proc/${id}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
