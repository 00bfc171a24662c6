import { remove, set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { cleanHostPath } from '../../resources/hostPaths.ts';
import type { Pod } from '../../resources/pod.ts';

export default defineRule({
  id: 'volume-mount-propagation',
  title: 'Mounts made in the container appear on the node',
  family: 'pod-security',
  severity: 'high',
  why: 'With Bidirectional propagation, what the container mounts is mounted on the node as well, and in every other container that shares the place. An attacker inside lays a file system of his own over files that the node trusts.',
  kinds: 'workload',
  standards: {},
  aliases: {},
  recommended: true,
  fix: 'unsafe',

  *check(resource) {
    for (const pod of resource.pods) {
      if (isStorageDriver(pod)) continue;
      for (const container of pod.containers) {
        for (const mount of container.at('volumeMounts').items()) {
          const at = mount.at('mountPropagation');
          if (!at.is('Bidirectional')) continue;
          yield {
            at,
            message: `What the ${container.label} mounts at ${mount.at('mountPath').string ?? 'this place'} is mounted on the node too. Remove mountPropagation, or use HostToContainer.`,
            fixes: [
              { title: 'Remove mountPropagation', safe: false, edits: [remove(at)] },
              { title: 'Use HostToContainer', safe: false, edits: [set(at, 'HostToContainer')] },
            ],
          };
        }
      }
    }
  },
});

/** A CSI node plugin has to make mounts for the kubelet: a DaemonSet with the kubelet's folder. */
function isStorageDriver(pod: Pod): boolean {
  if (pod.resource.type !== 'apps/DaemonSet') return false;
  const paths = pod.spec
    .at('volumes')
    .items()
    .map((volume) => volume.at('hostPath', 'path').string ?? '');
  return paths.some((path) => /^\/var\/lib\/kubelet(?:\/|$)/u.test(cleanHostPath(path)));
}
