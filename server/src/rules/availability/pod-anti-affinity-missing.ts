import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import type { EditValue } from '../../documents/edit.ts';
import type { Value } from '../../resources/value.ts';
import { ownReplicas } from './replicas.ts';

export default defineRule({
  id: 'pod-anti-affinity-missing',
  title: 'Replicas that may share one node',
  family: 'availability',
  severity: 'info',
  why: 'Replicas help only when they fail apart. On one node, a crash of it, or a neighbour that uses it up, takes all of them down together.',
  kinds: ['apps/Deployment', 'apps/StatefulSet'],
  standards: {},
  aliases: {
    'kube-linter': ['no-anti-affinity'],
    polaris: ['topologySpreadConstraint'],
    'kube-score': ['deployment-has-host-podantiaffinity', 'statefulset-has-host-podantiaffinity'],
    kics: ['a31b7b82', 'd740d048'],
  },
  recommended: false,
  fix: 'unsafe',

  *check(resource) {
    const replicas = ownReplicas(resource);
    if (replicas === undefined || replicas < 2) return;
    for (const pod of resource.pods) {
      const spread = pod.spec.at('topologySpreadConstraints');
      const antiAffinity = pod.spec.at('affinity', 'podAntiAffinity');
      const isEmpty = spread.isAbsent || (spread.isList && spread.items().length === 0);
      if (!isEmpty || !(antiAffinity.isAbsent || (antiAffinity.isMap && antiAffinity.entries().length === 0))) continue;
      yield {
        at: spread,
        message: `${replicas === 2 ? 'Both' : `All ${replicas}`} pods of the ${resource.kind} may run on one node. Spread them with topologySpreadConstraints over kubernetes.io/hostname, or a zone.`,
        fixes: [
          {
            title: 'Prefer different nodes',
            safe: false,
            edits: [set(spread, [softConstraint(resource.root.at('spec', 'selector'))])],
          },
        ],
      };
    }
  },
});

/** A preference, so that the pods also run where there is only one node. */
function softConstraint(selector: Value): EditValue {
  const constraint = { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' };
  const matchLabels = selector.at('matchLabels');
  const labels = matchLabels.entries().map(([key, value]) => [key, value.string] as const);
  if (labels.length === 0 || labels.some(([, value]) => value === undefined)) return constraint;
  return { ...constraint, labelSelector: { matchLabels: Object.fromEntries(labels) as Record<string, string> } };
}
