import { parentPort, workerData } from 'node:worker_threads';
import { configFinder, type FromWorker, type ToWorker } from './cli/checkFiles.ts';
import { configFiles, type SettingsOptions } from './cli/settingsOptions.ts';
import { Shard } from './cli/shard.ts';
import { share, unshare } from './cli/shared.ts';
import { ResourceIndex } from './workspace/resourceIndex.ts';

/** One thread of a check: reads its files, shares what others may look up, and judges when it knows what they have. */
const shard = new Shard();
const PROGRESS_STEP = 50;

parentPort?.on('message', (message: ToWorker) => {
  if (message.step === 'read') {
    let read = 0;
    shard.read(message.files, message.patches, () => {
      if (++read % PROGRESS_STEP === 0) send({ step: 'progress', files: PROGRESS_STEP });
    });
    send({ step: 'progress', files: read % PROGRESS_STEP });
    send({ step: 'shared', resources: share(shard.resources) });
    return;
  }
  const index = new ResourceIndex();
  index.replace([], shard.resources);
  index.replace([], unshare(message.others));
  // Its configuration files were read by the main thread too, which reports their mistakes.
  const configs = configFiles(workerData as SettingsOptions);
  send({ step: 'result', result: shard.judge(configFinder(configs), index.lookup, Date.now()) });
});

function send(message: FromWorker): void {
  parentPort?.postMessage(message);
}
