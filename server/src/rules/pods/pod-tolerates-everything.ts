import { remove } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Value } from '../../resources/value.ts';

export default defineRule({
  id: 'pod-tolerates-everything',
  title: 'Pod may run on control plane nodes',
  family: 'pod-security',
  severity: 'medium',
  why: 'The taint of the control plane keeps workloads away from the API server and etcd. A pod that tolerates it can land beside them, and whoever breaks out of it then has the keys of the whole cluster instead of one node.',
  kinds: 'workload',
  standards: {},
  aliases: {},
  recommended: false,
  fix: 'unsafe',

  *check(resource) {
    // Node agents are meant to be everywhere, and kube-system is where the cluster's own parts live.
    if (resource.type === 'apps/DaemonSet' || resource.namespace === 'kube-system' || !resource.namespaceKnown) return;
    for (const pod of resource.pods) {
      for (const toleration of pod.spec.at('tolerations').items()) {
        if (!toleratesScheduling(toleration)) continue;
        const key = toleration.at('key');
        const exists = toleration.at('operator').is('Exists');
        if (exists && (key.isAbsent || key.is(''))) {
          yield {
            at: toleration.at('operator'),
            message:
              'This toleration matches every taint, so the pod may run on control plane nodes. Tolerate only the taints of the nodes that it is meant for.',
            fixes: [{ title: 'Remove the toleration', safe: false, edits: [remove(toleration)] }],
          };
        } else if (CONTROL_PLANE.has(key.raw) && (exists || isEmpty(toleration.at('value')))) {
          yield {
            at: key,
            message: 'The pod may run on control plane nodes, beside the API server and etcd. Remove the toleration.',
            fixes: [{ title: 'Remove the toleration', safe: false, edits: [remove(toleration)] }],
          };
        }
      }
    }
  },
});

const CONTROL_PLANE: ReadonlySet<unknown> = new Set([
  'node-role.kubernetes.io/control-plane',
  'node-role.kubernetes.io/master',
]);

/** The taint of the control plane has the effect NoSchedule; no effect tolerates all of them. */
function toleratesScheduling(toleration: Value): boolean {
  const effect = toleration.at('effect');
  return isEmpty(effect) || effect.is('NoSchedule');
}

function isEmpty(value: Value): boolean {
  return value.isAbsent || value.is('');
}
