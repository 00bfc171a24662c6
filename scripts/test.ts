// Usage: npm test [-- --no-skips] [-- STEP...]
// Everything that must hold, step by step; each prints its own output, and the last line counts. A part that this
// machine cannot run is named and counted as skipped; --no-skips makes that a failure.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';

const ROOT = join(import.meta.dirname, '..');
const NODE = process.execPath;

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Step {
  readonly name: string;
  readonly args: readonly string[];
  /** What the step's output says it counted; without this it is one test, which passed when it exits with 0. */
  readonly count?: (output: string) => Counts;
  /** Why this machine cannot run it; undefined when it can. */
  readonly missing?: () => string | undefined;
}

/** Exit code of a part that this machine cannot run, after it has said why. */
const CANNOT_RUN = 77;

const FILES = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.test.ts') && !name.startsWith('vscode/'));

const suite = (name: string, holds: (file: string) => boolean): Step => ({
  name,
  args: ['--test', '--test-reporter=spec', ...FILES.filter(holds).map((file) => join('test', file))],
  count: countsOfNode,
});

const isOracle = (file: string): boolean => file.startsWith('oracle/');

const STEPS: readonly Step[] = [
  { name: 'format', args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'] },
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'] },
  { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '--max-warnings=0', '.'] },
  { name: 'build', args: ['esbuild.mjs'] },
  // What `npm start` installs where there is no desktop VS Code: vsce refuses it for what looks like a token in any page.
  { name: 'package', args: ['scripts/package.ts'] },
  suite('units', (file) => !isOracle(file)),
  { ...suite('oracle', isOracle), missing: missingGo },
  { name: 'vscode', args: ['test/vscode/run.ts'], count: countsOfMocha },
  { name: 'vscode-untrusted', args: ['test/vscode/run.ts', '--untrusted'], count: countsOfMocha },
];

const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = named.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}. Steps: ${STEPS.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const total = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
for (const step of STEPS.filter(({ name }) => named.length === 0 || named.includes(name))) {
  const began = performance.now();
  console.log(styleText('bold', `\n== ${step.name}`));
  const missing = step.missing?.();
  if (missing !== undefined) console.log(`Skipped: ${missing}`);
  const { output, code } = missing === undefined ? await run(step.args) : { output: '', code: CANNOT_RUN };
  const counts = countsOf(step, output, code);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `== ${step.name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${seconds} s`,
  );
  if (counts.failed > 0) failures.push(step.name);
}

const skipsForbidden = process.argv.includes('--no-skips') && total.skipped > 0;
if (failures.length > 0) console.error(`\nFailed: ${failures.join(', ')}.`);
if (skipsForbidden) console.error('\nSome tests were skipped, which is not allowed here.');
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = failures.length > 0 || skipsForbidden ? 1 : 0;

/** Runs Node with its output shown as it comes, and kept. */
async function run(args: readonly string[]): Promise<{ output: string; code: number }> {
  const child = spawn(NODE, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    from.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      to.write(chunk);
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { output, code: code ?? 1 };
}

/** Kubernetes' own libraries, which the oracle is made of, are written in Go. */
function missingGo(): string | undefined {
  const { status } = spawnSync('go', ['version'], { stdio: 'ignore' });
  return status === 0 ? undefined : 'Go 1.26 or later is not installed, so Kubernetes itself cannot be asked.';
}

function countsOf(step: Step, output: string, code: number): Counts {
  if (code === CANNOT_RUN) return { passed: 0, failed: 0, skipped: 1 };
  const counts = step.count?.(output) ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  // A run that broke off before it counted, or counted nothing, did not pass.
  const silent = counts.passed + counts.failed + counts.skipped === 0;
  return (code !== 0 && counts.failed === 0) || silent ? { ...counts, failed: counts.failed + 1 } : counts;
}

function countsOfNode(output: string): Counts {
  const number = (name: string): number => Number(new RegExp(`^ℹ ${name} (\\d+)$`, 'mu').exec(output)?.[1] ?? 0);
  return {
    passed: number('pass'),
    failed: number('fail') + number('cancelled'),
    skipped: number('skipped') + number('todo'),
  };
}

function countsOfMocha(output: string): Counts {
  const number = (name: string): number => Number(new RegExp(`^\\s*(\\d+) ${name}\\b`, 'mu').exec(output)?.[1] ?? 0);
  return { passed: number('passing'), failed: number('failing'), skipped: number('pending') };
}
