import { defineRule } from '../../engine/rule.ts';
import { cleanHostPath, isDevice, isSocketOrLock } from '../../resources/hostPaths.ts';
import { hostPathOf } from './hostPathVolumes.ts';
import { violationsIn } from './violations.ts';

export default defineRule({
  id: 'volume-host-path',
  title: 'Folder of the node mounted',
  family: 'pod-security',
  severity: 'high',
  why: 'A hostPath volume is a hole in the wall of the container: what lies there belongs to the node and to everyone else who mounts it, survives the pod, and is not covered by quotas. Even a harmless-looking folder becomes a way out as soon as something on the node trusts what it reads there.',
  kinds: 'workload',
  standards: {
    pss: { level: 'baseline', check: 'hostPathVolumes' },
    cis: ['1.12:5.2.11', '1.10-1.11:5.2.12'],
    mitre: ['Privilege escalation: HostPath mount'],
  },
  aliases: {
    kubescape: ['C-0048'],
    polaris: ['hostPathSet'],
    trivy: ['KSV-0023'],
    kics: ['aa8f7a35'],
  },
  recommended: true,
  fix: null,

  *check(resource, context) {
    for (const { pod, violation } of violationsIn(resource, 'hostPathVolumes', context)) {
      const { name, path, danger } = hostPathOf(pod, violation.at);
      if (danger !== undefined) continue;
      yield {
        at: violation.at,
        message: `${name} mounts ${path ?? 'a path'} of the node. ${insteadOf(path ?? '')}`,
      };
    }
  },
});

/** What only the node has cannot come from another volume. */
function insteadOf(path: string): string {
  if (isDevice(path)) return 'Let a device plugin hand out the device, or keep this to a node agent.';
  return isSocketOrLock(path) || OF_THE_NODE.test(cleanHostPath(path))
    ? 'Keep that to node agents, in a namespace of their own.'
    : 'Use an emptyDir, a ConfigMap or a PersistentVolumeClaim instead.';
}

const OF_THE_NODE = /^(?:(?:\/usr)?\/lib\/modules|\/var\/log)(?:\/|$)/u;
