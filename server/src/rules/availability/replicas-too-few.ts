import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Resource } from '../../resources/resource.ts';
import { isScaled, ownReplicas, SCALERS } from './replicas.ts';

export default defineRule({
  id: 'replicas-too-few',
  title: 'Only one pod',
  family: 'availability',
  severity: 'low',
  why: 'With a single pod every crash, every drained node and every attack that stops one process is an outage, so people put off updates and node patches because of it.',
  kinds: ['apps/Deployment', 'apps/StatefulSet'],
  reads: SCALERS,
  standards: {},
  aliases: {
    'kube-linter': ['minimum-three-replicas'],
    polaris: ['deploymentMissingReplicas'],
    'kube-score': ['deployment-replicas'],
  },
  recommended: false,
  fix: 'unsafe',
  options: {
    minimum: { type: 'number', default: 2, description: 'The smallest number of pods that is enough.' },
  },

  *check(resource, { lookup, options }) {
    const at = resource.root.at('spec', 'replicas');
    const replicas = ownReplicas(resource);
    // Zero is a workload that somebody switched off.
    if (replicas === undefined || replicas === 0 || replicas >= options.minimum || mayBeOnlyOne(resource)) return;
    if (isScaled(resource, lookup) !== false) return;
    yield {
      at,
      message: `The ${resource.kind} runs ${replicas === 1 ? 'a single pod' : `${replicas} pods`}${at.isAbsent ? ', the default' : ''}. If it can run more at once, set replicas to ${options.minimum} or more.`,
      fixes: [{ title: `Set replicas to ${options.minimum}`, safe: false, edits: [set(at, options.minimum)] }],
    };
  },
});

/** Its pods share a volume or a lock, or are replaced one by another: more of them would wait or do harm. */
function mayBeOnlyOne(resource: Resource): boolean {
  if (
    !resource.root.at('spec', 'strategy', 'type').isAbsent &&
    !resource.root.at('spec', 'strategy', 'type').is('RollingUpdate')
  )
    return true;
  return resource.pods.some((pod) => {
    if (
      pod.spec
        .at('volumes')
        .items()
        .some((volume) => !volume.at('persistentVolumeClaim').isAbsent)
    )
      return true;
    return pod.containers.some((container) =>
      [...container.at('command').strings(), ...container.at('args').strings()].some((text) =>
        /leader-?elect/i.test(text),
      ),
    );
  });
}
