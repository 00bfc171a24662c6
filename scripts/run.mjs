// Usage: node scripts/run.mjs SCRIPT [ARGUMENT]...
// What every npm script goes through. It runs on Node >= 20 with nothing installed: it brings node_modules in line
// with package-lock.json, finds a Node 24, and runs the script on it.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { node24 } from './node24.mjs';
import { npm } from './npm.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const say = (text) => process.stderr.write(`${text}\n`);

try {
  const [script, ...args] = process.argv.slice(2);
  if (!script) throw new Error('Usage: node scripts/run.mjs SCRIPT [ARGUMENT]...');
  await installPackages();
  process.exitCode = await run(await node24(say), script, args);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function installPackages() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lock).digest('hex');
  const stamp = join(root, 'node_modules', '.hardlint-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  if (!isInstalled(JSON.parse(lock))) {
    say('Installing the packages of package-lock.json ...');
    await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: root });
  }
  writeFileSync(stamp, hash);
}

/** Whether npm's own record of what it installed names every package of the lock file at its version. */
function isInstalled(lock) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages ?? {};
  return Object.entries(lock.packages).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const found = installed[path]?.version;
    return found === version || (found === undefined && (optional || devOptional));
  });
}

/** Runs the script in the terminal of this process, and resolves to its exit code. */
function run(node, script, args) {
  // Node 24 before 24.3 still warns that running TypeScript is experimental.
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', script, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  // Ctrl-C reaches the child by itself; this process only has to outlive it and tell how it ended.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${node} could not be started: ${error.message}`)));
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
