import { Placeholder } from '../../documents/edit.ts';
import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Pod } from '../../resources/pod.ts';

export default defineRule({
  id: 'emptydir-size-limit-missing',
  title: 'Scratch volume without a size limit',
  family: 'container-resources',
  severity: 'low',
  why: 'An emptyDir grows until the disk of the node is full, or its memory when it is kept there. A process that can be made to write, an upload or a log for example, then takes down its neighbours and the kubelet with it.',
  kinds: 'workload',
  standards: {},
  aliases: {},
  recommended: false,
  fix: 'unsafe',

  *check(resource) {
    for (const pod of resource.pods) {
      for (const volume of pod.spec.at('volumes').items()) {
        const emptyDir = volume.at('emptyDir');
        const at = emptyDir.at('sizeLimit');
        if (!emptyDir.isMap || !at.isAbsent) continue;
        const inMemory = emptyDir.at('medium').is('Memory');
        if (!inMemory && (!emptyDir.at('medium').isAbsent || hasStorageLimit(pod))) continue;
        const name = volume.at('name').string;
        yield {
          at,
          message: `${name === undefined ? 'The emptyDir' : `The emptyDir "${name}"`} can fill the ${inMemory ? 'memory' : 'disk'} of its node. Set sizeLimit.`,
          fixes: [{ title: 'Set sizeLimit', safe: false, edits: [set(at, new Placeholder('1Gi'))] }],
        };
      }
    }
  },
});

/** What containers may write to disk counts their emptyDir volumes too, so limits on all of them bound the pod. */
function hasStorageLimit(pod: Pod): boolean {
  const containers = pod.longRunningContainers;
  return containers.every((container) => !container.at('resources', 'limits', 'ephemeral-storage').isAbsent);
}
