import { parentPort, workerData } from 'node:worker_threads';
import { configFinder } from './cli/checkFiles.ts';
import { takeFiles } from './cli/fileQueue.ts';
import type { FromWorker, ToWorker } from './cli/remoteShard.ts';
import { configFiles, type SettingsOptions } from './cli/settingsOptions.ts';
import { Shard, type ReadTask } from './cli/shard.ts';
import { share, unshare } from './cli/shared.ts';
import { ResourceIndex } from './workspace/resourceIndex.ts';

// One thread of a check: reads files, shares what others may look up in them, and judges when it knows what they have.
// It reads the configuration files for itself; the main thread did too, and reports their mistakes.
const shard = new Shard(configFinder(configFiles(workerData as SettingsOptions)));

parentPort?.on('message', (message: ToWorker) => {
  if (message.step === 'read') read(message.queue, message.task);
  else judge(message.others, message.now);
});

function read(queue: Parameters<typeof takeFiles>[0], task: ReadTask): void {
  shard.read(
    takeFiles(queue, () => undefined),
    task,
  );
  send({ step: 'shared', resources: share(shard.resources, task.lookedUp) });
}

function judge(others: Parameters<typeof unshare>[0], now: number): void {
  const index = new ResourceIndex();
  index.replace([], [...shard.resources, ...unshare(others)]);
  send({ step: 'result', result: shard.judge(index.lookup, now) });
}

function send(message: FromWorker): void {
  parentPort?.postMessage(message);
}
