import { dirname, resolve, sep } from 'node:path';
import { NOTHING_ELSE_SEEN } from '../engine/lookup.ts';
import { SEVERITIES, type Severity } from '../engine/severity.ts';
import type { CheckError, CheckResult } from '../reports/checkResult.ts';
import { ResourceIndex } from '../workspace/resourceIndex.ts';
import type { Config, ConfigFiles } from './configFiles.ts';
import { fileQueue, takeFiles } from './fileQueue.ts';
import { STANDARD_INPUT, type Inputs } from './inputs.ts';
import type { RemoteShard } from './remoteShard.ts';
import { patchFiles, Shard, type ReadTask, type ShardResult } from './shard.ts';
import { share, unshare } from './shared.ts';

export interface CheckOptions {
  readonly configs: ConfigFiles;
  /** Other threads that help. */
  readonly workers: readonly RemoteShard[];
  readonly onProgress: (done: number, all: number) => void;
}

/** What a check found. */
export interface Checked {
  readonly result: CheckResult;
  /** Those of the paths given that cannot be read, which are among the errors of the result, too. */
  readonly unreadable: readonly CheckError[];
}

/** Reads and judges files. The result does not depend on how many threads do it. */
export async function checkFiles(inputs: Inputs, { configs, workers, onProgress }: CheckOptions): Promise<Checked> {
  const configOf = configFinder(configs);
  const files = inputs.files.filter((file) => !isExcluded(file, configOf));

  const selections = new Set(files.map((file) => configOf(file).selection));
  const lookedUp = [...selections].flatMap(({ active }) => active.flatMap(({ rule }) => rule.reads ?? []));
  const task: ReadTask = { patches: patchFiles(files), lookedUp: new Set(lookedUp) };
  const queue = fileQueue(files);
  const reading = workers.map((worker) => worker.read(queue, task));
  const shard = new Shard(configOf);
  shard.read(
    takeFiles(queue, (taken) => onProgress(taken, files.length)),
    task,
  );

  const shared = await Promise.all(reading);
  const mine = workers.length === 0 ? [] : share(shard.resources, task.lookedUp);
  const now = Date.now();
  const judging = workers.map((worker, position) =>
    worker.judge([...mine, ...shared.filter((_, other) => other !== position).flat()], now),
  );
  const index = new ResourceIndex();
  index.replace([], [...shard.resources, ...unshare(shared.flat())]);
  // What a single file does not say may stand in its neighbours, which were not given.
  const lookup = inputs.hasFolder || files.length > 1 ? index.lookup : NOTHING_ELSE_SEEN;
  const results = [shard.judge(lookup, now), ...(await Promise.all(judging))];
  const result = combine(results, files, inputs, configs);
  const named = new Set(inputs.named);
  const unread = results.flatMap((one) => one.unreadable).filter(({ file }) => named.has(file));
  return { result, unreadable: [...inputs.unreadable, ...unread] };
}

/** The nearest configuration of a file; standard input takes that of the working directory. */
export function configFinder(configs: ConfigFiles): (file: string) => Config {
  // Asked several times for each file: most of them have a neighbour whose answer is the same.
  const known = new Map<string, Config>();
  return (file) => {
    if (file === STANDARD_INPUT) return configs.for(process.cwd());
    const folder = file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf(sep)) + 1);
    let config = known.get(folder);
    if (config === undefined) known.set(folder, (config = configs.for(dirname(resolve(file)))));
    return config;
  };
}

export function isExcluded(file: string, configOf: (file: string) => Config): boolean {
  return file !== STANDARD_INPUT && configOf(file).isExcluded(file);
}

function combine(
  results: readonly ShardResult[],
  files: readonly string[],
  inputs: Inputs,
  configs: ConfigFiles,
): CheckResult {
  const order = new Map(files.map((file, position) => [file, position]));
  const inOrder = <T extends { readonly file: string }>(items: readonly T[]): T[] =>
    [...items].sort((a, b) => (order.get(a.file) ?? -1) - (order.get(b.file) ?? -1));
  const sum = (count: (result: ShardResult) => number): number =>
    results.reduce((total, result) => total + count(result), 0);
  const findings = inOrder(results.flatMap((result) => result.findings));
  const bySeverity = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
  for (const { severity, suppressed } of findings) if (suppressed === undefined) bySeverity[severity]++;
  return {
    findings,
    notChecked: inOrder(results.flatMap((result) => result.notChecked)),
    errors: [
      ...inputs.unreadable,
      ...configs.errors,
      ...inputs.errors,
      ...inOrder(results.flatMap((result) => [...result.unreadable, ...result.errors])),
    ],
    summary: {
      files: sum((result) => result.files),
      documents: sum((result) => result.documents),
      resources: sum((result) => result.resources),
      bySeverity,
    },
  };
}
