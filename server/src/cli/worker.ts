import { parentPort, workerData } from 'node:worker_threads';
import { ResourceIndex } from '../workspace/resourceIndex.ts';
import { configFinder } from './checkFiles.ts';
import { takeFiles, type FileQueue } from './fileQueue.ts';
import type { FromWorker, ToWorker, WorkerSettings } from './remoteShard.ts';
import { configFiles } from './settingsOptions.ts';
import { Shard, type ReadTask } from './shard.ts';
import { share, unshare, type SharedResource } from './shared.ts';

/**
 * One thread of a check: reads files, shares what others may look up in them, and judges when it knows what they have.
 * It reads the configuration files for itself; the main thread did too, and reports their mistakes.
 */
export function runWorker(): void {
  const { settings } = workerData as WorkerSettings;
  const shard = new Shard(configFinder(configFiles(settings)));

  function read(queue: FileQueue, task: ReadTask): void {
    shard.read(
      takeFiles(queue, () => undefined),
      task,
    );
    send({ step: 'shared', resources: share(shard.resources, task.lookedUp) });
  }

  function judge(others: readonly SharedResource[], now: number): void {
    const index = new ResourceIndex();
    index.replace([], [...shard.resources, ...unshare(others)]);
    send({ step: 'result', result: shard.judge(index.lookup, now) });
  }

  parentPort?.on('message', (message: ToWorker) => {
    if (message.step === 'read') read(message.queue, message.task);
    else judge(message.others, message.now);
  });
}

function send(message: FromWorker): void {
  parentPort?.postMessage(message);
}
