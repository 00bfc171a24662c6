import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { cleanHostPath, isSocketOrLock } from '../../resources/hostPaths.ts';
import { mountsOf } from './hostPathVolumes.ts';

export default defineRule({
  id: 'volume-host-path-writable',
  title: 'Writable folder of the node',
  family: 'pod-security',
  severity: 'high',
  why: 'Whoever can write to a folder of the node plants files there: a cron job, a binary that root runs, a changed configuration. They outlive the pod and so let an attacker come back, on the node itself.',
  kinds: 'workload',
  standards: {
    mitre: ['Persistence', 'Lateral movement: Writable hostPath mount'],
  },
  aliases: {
    'kube-linter': ['writable-host-mount'],
    kubescape: ['C-0045'],
    kics: ['b7652612'],
  },
  recommended: false,
  fix: 'unsafe',

  *check(resource) {
    for (const pod of resource.pods) {
      for (const volume of pod.spec.at('volumes').items()) {
        const source = volume.at('hostPath');
        const path = source.at('path').string;
        // Read-only would not protect these.
        if (!source.isMap || path === undefined || isSocketOrLock(path) || source.at('type').is('Socket')) continue;
        for (const mount of mountsOf(pod, volume.at('name').string)) {
          const at = mount.at('readOnly');
          if (!at.isAbsent && !at.is(false)) continue;
          yield {
            at,
            message: `This mount lets the container write to ${path} of the node. Set readOnly to true${mountsKernelFiles(path) ? ', and recursiveReadOnly to Enabled for what is mounted below' : ''}.`,
            fixes: [{ title: 'Set readOnly to true', safe: false, edits: [set(at, true)] }],
          };
        }
      }
    }
  },
});

/** readOnly does not reach the file systems that are mounted below the folder (KEP-3857). */
function mountsKernelFiles(path: string): boolean {
  return /^\/(?:proc|sys)?(?:\/|$)/u.test(cleanHostPath(path));
}
