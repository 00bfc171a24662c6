import module from 'node:module';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { RemoteShard, type WorkerSettings } from './remoteShard.ts';
import type { SettingsOptions } from './settingsOptions.ts';

/**
 * Below this many files for each thread, another one costs more than it saves: each compiles the same code anew, while
 * one alone leaves the other processors to the compiler and the collector.
 */
const FILES_WORTH_A_THREAD = 1000;

/** A worker runs the file that this is part of: the bundle, or its entry where nothing is bundled. */
const PROGRAM = import.meta.url.endsWith('.ts') ? new URL('../cliMain.ts', import.meta.url) : new URL(import.meta.url);

/** The threads of a check beside the main one. They start while files are still being looked for. */
export class Crew {
  readonly #settings: SettingsOptions;
  readonly #threads: number | undefined;
  readonly #workers: Worker[] = [];
  readonly #shards: RemoteShard[] = [];

  /** @param threads How many to use, with the main one; undefined: as many as there are processors and work for them. */
  constructor(settings: SettingsOptions, threads: number | undefined) {
    this.#settings = settings;
    this.#threads = threads;
  }

  /** Those that were started. */
  get shards(): readonly RemoteShard[] {
    return this.#shards;
  }

  /** Starts as many as so many files are worth. */
  expect(files: number): void {
    if (this.#threads === undefined && files < 2 * FILES_WORTH_A_THREAD) return;
    const threads = this.#threads ?? Math.min(availableParallelism(), Math.floor(files / FILES_WORTH_A_THREAD));
    while (this.#workers.length < threads - 1) {
      const data: WorkerSettings = { hardlint: 'check', settings: this.#settings };
      const worker = new Worker(PROGRAM, { workerData: data, env: environment() });
      this.#workers.push(worker);
      this.#shards.push(new RemoteShard(worker));
    }
  }

  dismiss(): void {
    for (const worker of this.#workers) void worker.terminate();
  }
}

/** Compiled code is kept for a thread only when its environment says where. */
function environment(): NodeJS.ProcessEnv {
  const { getCompileCacheDir } = module as Partial<Pick<typeof module, 'getCompileCacheDir'>>;
  const folder = getCompileCacheDir?.();
  return folder === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: folder };
}
