import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'container-nobody-uid',
  title: 'User or group 65534',
  family: 'pod-security',
  severity: 'info',
  why: 'Id 65534 is nobody: the kernel shows files of owners that it cannot map under this id, and NFS servers turn root into it. Workloads that run as nobody share one identity with each other and with such files.',
  kinds: 'workload',
  standards: {},
  aliases: {},
  recommended: false,
  fix: 'unsafe',

  *check(resource) {
    for (const pod of resource.pods) {
      if (pod.isWindows) continue;
      for (const context of [pod.securityContext, ...pod.containers.map(({ securityContext }) => securityContext)]) {
        const values = [
          context.at('runAsUser'),
          context.at('runAsGroup'),
          context.at('fsGroup'),
          ...context.at('supplementalGroups').items(),
        ];
        for (const at of values) {
          if (!at.is(NOBODY)) continue;
          yield {
            at,
            message:
              'Id 65534 (nobody) stands for every owner that the kernel cannot map, and other workloads use it too. Use an id of its own, such as 10001.',
            fixes: [{ title: 'Use 10001', safe: false, edits: [set(at, 10001)] }],
          };
        }
      }
    }
  },
});

const NOBODY = 65534;
