// Usage: node scripts/run.mjs test/vscode/run.ts [--untrusted]
// Runs the suite of test/vscode/suite in a real VS Code. dist/ must have been built before.
// HARDLINT_VSCODE: `server` (code-server and Chromium), `desktop` (@vscode/test-electron downloads one); without it the
// first that can be had.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { codeServerDriver } from './codeServerDriver.ts';
import { desktopDriver } from './desktopDriver.ts';
import type { Driver } from './driver.ts';

/** What `scripts/test.ts` takes for skipped. */
const CANNOT_RUN = 77;

const root = join(import.meta.dirname, '..', '..');
const trusted = !process.argv.includes('--untrusted');
const say = (text: string): void => void process.stderr.write(`${text}\n`);

// Beside the bundles under test, so that `mocha` is found in node_modules.
const suite = join(root, 'dist', 'vscode-tests', `${trusted ? 'trusted' : 'untrusted'}.cjs`);
await build({
  entryPoints: [join(root, 'test', 'vscode', 'suite', 'index.ts')],
  outfile: suite,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  sourcemap: 'inline',
  external: ['vscode', 'mocha'],
});

const folder = await mkdtemp(join(tmpdir(), 'hardlint-workspace-'));
try {
  await cp(join(root, 'test', 'vscode', 'workspace'), folder, { recursive: true });
  const driver = await chooseDriver().catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    say('Skipped: no VS Code can be had here.');
  });
  const code = await driver?.({
    extension: root,
    suite,
    folder,
    trusted,
    env: { HARDLINT_TEST_TRUSTED: String(trusted) },
    say,
  });
  if (code !== undefined) {
    say(`VS Code suite, ${trusted ? 'trusted' : 'untrusted'} workspace: ${code === 0 ? 'passed' : 'FAILED'}.`);
  }
  process.exitCode = code ?? CANNOT_RUN;
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

async function chooseDriver(): Promise<Driver> {
  const wanted = process.env['HARDLINT_VSCODE'];
  if (wanted === 'desktop') return desktopDriver(say);
  if (wanted === 'server') return codeServerDriver(say);
  if (wanted) throw new Error(`HARDLINT_VSCODE is "desktop" or "server", not "${wanted}".`);
  try {
    return await codeServerDriver(say);
  } catch (error) {
    say(`code-server cannot be had here: ${error instanceof Error ? error.message : String(error)}`);
    say('Trying the desktop VS Code instead.');
    return desktopDriver(say);
  }
}
