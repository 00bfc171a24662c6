import type { Worker } from 'node:worker_threads';
import type { FileQueue } from './fileQueue.ts';
import type { SettingsOptions } from './settingsOptions.ts';
import type { ReadTask, ShardResult } from './shard.ts';
import type { SharedResource } from './shared.ts';

/** What a worker is started with. */
export interface WorkerSettings {
  /** Tells a worker of ours from another one that this program may run in. */
  readonly hardlint: 'check';
  readonly settings: SettingsOptions;
}

/** What the main thread sends to a worker, in this order. */
export type ToWorker =
  | { readonly step: 'read'; readonly queue: FileQueue; readonly task: ReadTask }
  | { readonly step: 'judge'; readonly others: readonly SharedResource[]; readonly now: number };

/** What a worker answers: what others may look up in its files, and at last what it found in them. */
export type FromWorker =
  | { readonly step: 'shared'; readonly resources: readonly SharedResource[] }
  | { readonly step: 'result'; readonly result: ShardResult };

/** A shard in another thread. */
export class RemoteShard {
  readonly #worker: Worker;
  readonly #shared = deferred<readonly SharedResource[]>();
  readonly #result = deferred<ShardResult>();

  constructor(worker: Worker) {
    this.#worker = worker;
    const fail = (error: unknown): void => {
      this.#shared.reject(error);
      this.#result.reject(error);
    };
    worker.on('error', fail);
    worker.on('exit', (code) => fail(new Error(`A thread of the check ended with code ${code}.`)));
    worker.on('message', (message: FromWorker) => {
      if (message.step === 'shared') this.#shared.resolve(message.resources);
      else this.#result.resolve(message.result);
    });
    // Both are awaited, but one after the other: a failure in between is not unhandled.
    for (const { promise } of [this.#shared, this.#result]) promise.catch(() => undefined);
  }

  /** Reads files of the queue. @returns What other threads may look up in them. */
  read(queue: FileQueue, task: ReadTask): Promise<readonly SharedResource[]> {
    this.#send({ step: 'read', queue, task });
    return this.#shared.promise;
  }

  /** @param others What all other threads shared. */
  judge(others: readonly SharedResource[], now: number): Promise<ShardResult> {
    this.#send({ step: 'judge', others, now });
    return this.#result.promise;
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

/** `Promise.withResolvers`, which Node 20 has not. */
function deferred<T>(): Deferred<T> {
  let resolve!: Deferred<T>['resolve'];
  let reject!: Deferred<T>['reject'];
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
