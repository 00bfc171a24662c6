// Usage: npm run bench [-- DIR] [--runs N]
// Measures what the project promises about speed, memory and size, in one run, and prints medians and ratios. DIR is
// checked cold, as in CI; without it, 10,000 generated files are. What is generated is removed at the end.
import { mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { inputsOf } from '../server/src/cli/inputs.ts';
import { packageExtension } from '../scripts/package.ts';
import { writeManyFiles } from './generate.ts';
import { inTurn, median, quantile, run, type Usage } from './measure.ts';
import { atMost, printTable, type Row } from './table.ts';
import type { Typing } from './typing.ts';

const ROOT = join(import.meta.dirname, '..');
const CLI = join(ROOT, 'dist/cli.cjs');
const PROCESSES = join(import.meta.dirname, 'processes.ts');
const FILES = 10_000;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '5' } },
});
const runs = Number(values.runs);
const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'hardlint-bench-')));
try {
  await main(positionals[0] === undefined ? undefined : resolve(positionals[0]));
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

async function main(given: string | undefined): Promise<void> {
  console.log(
    `Node ${process.version} on ${process.platform}, ${cpus().length} processors (${cpus()[0]?.model.trim()})`,
  );
  const vsix = await packageExtension(join(temporary, 'hardlint.vsix'));
  const generated = join(temporary, 'files');
  writeManyFiles(generated, FILES);

  printTable('Typing into a file of 400 documents and 13,600 lines', typingRows(await part<Typing>('typing')));
  printTable(`Index of ${FILES} files`, await indexRows(generated));
  printTable(`Cold check of ${given ?? `${FILES} generated files`}`, await checkRows(given ?? generated));
  printTable('Start', await startRows());
  printTable('Size', sizeRows(vsix.bytes));
}

function typingRows({ times, analyses, diagnostics }: Typing, while_ = ''): Row[] {
  const p99 = quantile(times, 0.99);
  return [
    { what: `change to written answer, median${while_}`, figure: milliseconds(median(times)) },
    {
      what: `change to written answer, 99th percentile${while_}`,
      figure: milliseconds(p99),
      target: atMost(p99, 16, ' ms'),
    },
    ...(while_ === ''
      ? [
          {
            what: `documents judged anew for ${times.length} characters`,
            figure: String(analyses),
            target: { text: String(times.length), met: analyses === times.length },
          },
          { what: 'diagnostics in an answer', figure: String(diagnostics) },
        ]
      : [{ what: `characters typed${while_}`, figure: String(times.length) }]),
  ];
}

async function indexRows(folder: string): Promise<Row[]> {
  const rounds: { time: number; kept: number; resources: number; peak: number }[] = [];
  for (let round = 0; round < Math.min(runs, 3); round++) {
    const usage = await run(['--expose-gc', '--disable-warning=ExperimentalWarning', PROCESSES, 'index', folder]);
    rounds.push({
      ...(JSON.parse(usage.output) as { time: number; kept: number; resources: number }),
      peak: usage.peak,
    });
  }
  const peak = median(rounds.map((round) => round.peak));
  const typing = await part<Typing & { indexed: number }>('typingWhileIndexing', folder);
  return [
    { what: 'time', figure: milliseconds(median(rounds.map(({ time }) => time))) },
    { what: 'resources', figure: String(rounds[0]?.resources) },
    { what: 'memory kept', figure: megabytes(median(rounds.map(({ kept }) => kept))) },
    { what: 'peak memory of the process', figure: megabytes(peak), target: atMost(peak, 250, ' MB') },
    ...typingRows(typing, ' while it is built'),
    { what: 'files indexed by then', figure: `${Math.round(100 * typing.indexed)} %` },
  ];
}

async function checkRows(folder: string): Promise<Row[]> {
  const { files } = inputsOf([folder]);
  const list = join(temporary, 'list.json');
  writeFileSync(list, JSON.stringify(files));
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const check = (threads?: number) => (): Promise<Usage> =>
    run([CLI, 'check', '--format', 'json', folder], threads === undefined ? {} : { HARDLINT_THREADS: String(threads) });
  const parse = (): Promise<Usage> => run(['--disable-warning=ExperimentalWarning', PROCESSES, 'parse', list]);
  const pairs = await inTurn(runs, check(), parse);
  const alone = await inTurn(runs, check(1), check(1));
  const wall = median(pairs.map(({ first, second }) => first.wall / second.wall));
  const cpu = median(pairs.map(({ first, second }) => first.cpu / second.cpu));
  const peak = median(pairs.map(({ first }) => first.peak));
  return [
    { what: 'files', figure: `${files.length}, ${(bytes / 1e6).toFixed(1)} MB` },
    { what: 'hardlint check', figure: milliseconds(median(pairs.map(({ first }) => first.wall))) },
    { what: 'hardlint check on one thread', figure: milliseconds(median(alone.map(({ first }) => first.wall))) },
    { what: "yaml's parseAllDocuments alone", figure: milliseconds(median(pairs.map(({ second }) => second.wall))) },
    { what: 'time of check to time of yaml', figure: wall.toFixed(3), target: atMost(wall, 0.12, '') },
    { what: 'the same in processor time', figure: cpu.toFixed(3) },
    { what: 'peak memory of check', figure: megabytes(peak), target: atMost(peak, 300, ' MB') },
    { what: 'peak memory of yaml', figure: megabytes(median(pairs.map(({ second }) => second.peak))) },
  ];
}

async function startRows(): Promise<Row[]> {
  const tiny = join(temporary, 'tiny.yaml');
  writeFileSync(tiny, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: tiny\n');
  const bare = (): Promise<Usage> => run(['-e', '0']);
  const version = await inTurn(4 * runs, () => run([CLI, '--version']), bare);
  const checked = await inTurn(4 * runs, () => run([CLI, 'check', tiny]), bare);
  const over = (pairs: typeof version): number => median(pairs.map(({ first, second }) => first.wall - second.wall));
  const activations: { load: number; activate: number }[] = [];
  for (let round = 0; round < runs; round++) activations.push(await part('activation', join(ROOT, 'dist/client.cjs')));
  return [
    { what: 'node -e 0', figure: milliseconds(median(version.map(({ second }) => second.wall))) },
    {
      what: 'hardlint --version, beyond that',
      figure: milliseconds(over(version)),
      target: atMost(over(version), 60, ' ms'),
    },
    {
      what: 'hardlint check of one small file, beyond that',
      figure: milliseconds(over(checked)),
      target: atMost(over(checked), 60, ' ms'),
    },
    { what: 'the extension: loading', figure: milliseconds(median(activations.map(({ load }) => load))) },
    { what: 'the extension: activating', figure: milliseconds(median(activations.map(({ activate }) => activate))) },
  ];
}

function sizeRows(vsix: number): Row[] {
  const bundles = readdirSync(join(ROOT, 'dist')).filter((name) => name.endsWith('.cjs'));
  return [
    { what: 'the VSIX', figure: `${Math.round(vsix / 1000)} KB`, target: atMost(vsix / 1e6, 2, ' MB') },
    ...bundles.map((name) => ({
      what: `dist/${name}`,
      figure: `${Math.round(statSync(join(ROOT, 'dist', name)).size / 1000)} KB`,
    })),
  ];
}

async function part<Result>(name: string, ...args: string[]): Promise<Result> {
  const { output } = await run(['--disable-warning=ExperimentalWarning', PROCESSES, name, ...args]);
  return JSON.parse(output) as Result;
}

function milliseconds(value: number): string {
  return `${value < 100 ? value.toFixed(1) : Math.round(value)} ms`;
}

function megabytes(value: number): string {
  return `${Math.round(value)} MB`;
}
