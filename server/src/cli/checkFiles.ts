import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { NOTHING_ELSE_SEEN } from '../engine/lookup.ts';
import { SEVERITIES } from '../engine/severity.ts';
import type { CheckResult, CheckSummary } from '../reports/checkResult.ts';
import { ResourceIndex } from '../workspace/resourceIndex.ts';
import type { ConfigFiles } from './configFiles.ts';
import { STANDARD_INPUT, type Inputs } from './inputs.ts';
import { patchFiles, Shard, type ShardResult } from './shard.ts';
import { share, unshare, type SharedResource } from './shared.ts';

/** What the main thread sends to a worker, in this order. */
export type ToWorker =
  | { readonly step: 'read'; readonly files: readonly string[]; readonly patches: ReadonlySet<string> }
  | { readonly step: 'judge'; readonly others: readonly SharedResource[] };

/** What a worker answers: progress while it reads, what it shares, and at last what it found. */
export type FromWorker =
  | { readonly step: 'progress'; readonly files: number }
  | { readonly step: 'shared'; readonly resources: readonly SharedResource[] }
  | { readonly step: 'result'; readonly result: ShardResult };

/** Below this many files, starting a second thread costs more than it saves. */
const FILES_WORTH_A_THREAD = 300;

export interface CheckOptions {
  readonly configs: ConfigFiles;
  /** Starts a worker that knows the same settings; undefined where there are no threads. */
  readonly startWorker: (() => Worker) | undefined;
  readonly onProgress: (done: number, all: number) => void;
  /** Threads to use at the most; default: the processors. */
  readonly threads?: number;
}

/** Reads and judges files, on as many threads as the work is worth. The result does not depend on their number. */
export async function checkFiles(inputs: Inputs, options: CheckOptions): Promise<CheckResult> {
  const configOf = configFinder(options.configs);
  const files = inputs.files.filter((file) => file === STANDARD_INPUT || !configOf(file).isExcluded(resolve(file)));
  const patches = patchFiles(files);
  const threads = Math.min(options.threads ?? availableParallelism(), Math.floor(files.length / FILES_WORTH_A_THREAD));
  const shares = deal(files, options.startWorker === undefined ? 1 : Math.max(1, threads));
  const [own = [], ...forWorkers] = shares;

  let done = 0;
  const progress = (count: number): void => options.onProgress((done += count), files.length);
  const workers = forWorkers.map(
    (share) => new RemoteShard(options.startWorker as () => Worker, share, patches, progress),
  );
  const shard = new Shard();
  shard.read(own, patches, () => progress(1));

  const index = new ResourceIndex();
  index.replace([], shard.resources);
  const shared = await Promise.all(workers.map((worker) => worker.shared));
  const mine = workers.length === 0 ? [] : share(shard.resources);
  for (const [position, worker] of workers.entries())
    worker.judge([...mine, ...shared.filter((_, other) => other !== position).flat()]);
  index.replace([], unshare(shared.flat()));
  // What one file alone says nothing about is not missing: its neighbours were not given.
  const lookup = inputs.hasFolder || files.length > 1 ? index.lookup : NOTHING_ELSE_SEEN;
  const results = [
    shard.judge(configOf, lookup, Date.now()),
    ...(await Promise.all(workers.map((worker) => worker.result))),
  ];
  return combine(results, files, inputs, options.configs);
}

/** The nearest configuration of a file; standard input takes that of the working directory. */
export function configFinder(configs: ConfigFiles): (file: string) => ReturnType<ConfigFiles['for']> {
  return (file) => configs.for(file === STANDARD_INPUT ? process.cwd() : dirname(resolve(file)));
}

/** Deals files out in turn, so that a folder of large ones does not fall to one thread. */
function deal(files: readonly string[], hands: number): string[][] {
  const shares = Array.from({ length: hands }, (): string[] => []);
  files.forEach((file, position) => shares[position % hands]?.push(file));
  return shares;
}

/** A shard in another thread. */
class RemoteShard {
  readonly #worker: Worker;
  readonly shared: Promise<readonly SharedResource[]>;
  readonly result: Promise<ShardResult>;

  constructor(
    start: () => Worker,
    files: readonly string[],
    patches: ReadonlySet<string>,
    onProgress: (files: number) => void,
  ) {
    this.#worker = start();
    const shared = deferred<readonly SharedResource[]>();
    const result = deferred<ShardResult>();
    const fail = (error: unknown): void => {
      shared.reject(error);
      result.reject(error);
    };
    this.#worker.on('error', fail);
    this.#worker.on('exit', (code) => fail(new Error(`A thread of the check ended with code ${code}.`)));
    this.#worker.on('message', (message: FromWorker) => {
      if (message.step === 'progress') onProgress(message.files);
      else if (message.step === 'shared') shared.resolve(message.resources);
      else {
        result.resolve(message.result);
        void this.#worker.terminate();
      }
    });
    this.shared = shared.promise;
    this.result = result.promise;
    // Both are awaited, but one after the other: a failure in between is not unhandled.
    this.result.catch(() => undefined);
    this.#send({ step: 'read', files, patches });
  }

  judge(others: readonly SharedResource[]): void {
    this.#send({ step: 'judge', others });
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }
}

/** `Promise.withResolvers`, which Node 20 has not. */
function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (reason: unknown) => void } {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
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
  const findings = inOrder(results.flatMap((result) => result.findings));
  const bySeverity = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<
    (typeof SEVERITIES)[number],
    number
  >;
  for (const { severity, suppressed } of findings) if (suppressed === undefined) bySeverity[severity]++;
  const sum = (count: (result: ShardResult) => number): number =>
    results.reduce((total, result) => total + count(result), 0);
  const summary: CheckSummary = {
    files: sum((result) => result.files),
    documents: sum((result) => result.documents),
    resources: sum((result) => result.resources),
    bySeverity,
  };
  return {
    findings,
    notChecked: inOrder(results.flatMap((result) => result.notChecked)),
    errors: [
      ...inputs.unreadable,
      ...configs.errors,
      ...inputs.errors,
      ...inOrder(results.flatMap((result) => result.errors)),
    ],
    summary,
  };
}
