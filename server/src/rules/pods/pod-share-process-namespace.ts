import { remove } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'pod-share-process-namespace',
  title: "Containers see each other's processes",
  family: 'pod-security',
  severity: 'low',
  why: 'With a shared process namespace every container of the pod reads the environment, the files and, as the same user, the memory of the others. A Secret that is mounted into one is then open to all, and a broken-into sidecar owns the whole pod.',
  kinds: 'workload',
  standards: {},
  aliases: {},
  recommended: false,
  fix: 'unsafe',

  *check(resource) {
    for (const pod of resource.pods) {
      const at = pod.spec.at('shareProcessNamespace');
      if (!at.is(true)) continue;
      yield {
        at,
        message:
          'The containers of the pod can read the processes, environments and files of one another. Remove shareProcessNamespace.',
        fixes: [{ title: 'Remove shareProcessNamespace', safe: false, edits: [remove(at)] }],
      };
    }
  },
});
