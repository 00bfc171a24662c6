import { set, type Fix } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { closest } from '../../resources/closest.ts';
import { isGeneratedPodLabel, POD_MAKERS } from '../../resources/podMakers.ts';
import type { Pod } from '../../resources/pod.ts';
import { isSystemNamespace } from '../../resources/systemNamespaces.ts';
import type { Value } from '../../resources/value.ts';
import { hasPodMakers, neighbours, possibleNeighbours } from '../neighbours.ts';
import { selectorOf, selects } from './targets.ts';

export default defineRule({
  id: 'service-dangling-selector',
  title: 'Service that selects no pods',
  family: 'network-exposure',
  severity: 'low',
  why: 'Clients of a Service without pods fail for now, and trust its name all the same. Whoever may start a pod in the namespace gives it these labels and receives their requests, with passwords and tokens in them.',
  kinds: ['Service'],
  reads: ['workload', ...POD_MAKERS],
  standards: {},
  aliases: {
    'kube-linter': ['dangling-service'],
    kubescape: ['C-0293'],
    'kube-score': ['service-targets-pod'],
    kics: ['3ca03a61'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, { lookup }) {
    const at = resource.root.at('spec', 'selector');
    const selector = selectorOf(resource);
    if (selector.isNothing || at.hasUnknown || at.scope.open || isSystemNamespace(resource.namespace)) return;
    if (selector.requirements.some(({ key }) => typeof key === 'string' && isGeneratedPodLabel(key))) return;
    const here = neighbours(resource, 'workload', lookup)?.flatMap(({ pods }) => pods) ?? [];
    // The labels must be of the kind that the workloads here have: otherwise the pods are somebody else's.
    if (!selector.requirements.every(({ key }) => here.some((pod) => labelOf(pod, String(key)) !== undefined))) return;
    const mayMatch = (pod: Pod): boolean => selects(selector, pod) !== false;
    if (here.some(mayMatch)) return;
    const possible = possibleNeighbours(resource, 'workload', lookup)?.flatMap(({ pods }) => pods);
    if (possible === undefined || possible.some(mayMatch) || hasPodMakers(resource, lookup) !== false) return;
    yield {
      at,
      message: `No workload of this namespace has pods with the labels ${selector.toString()}. Select labels that the pods have, or remove the Service.`,
      fixes: fixesOf(at, here),
    };
  },
});

function labelOf(pod: Pod, key: string): string | undefined {
  return pod.metadata.at('labels', key).string;
}

/** One label is all that keeps the selector from some pods, and theirs is much like it. */
function fixesOf(at: Value, pods: readonly Pod[]): Fix[] {
  const entries = at.entries();
  return entries.flatMap(([key, value]): Fix[] => {
    const others = pods.filter((pod) =>
      entries.every(([other, wanted]) => other === key || labelOf(pod, other) === wanted.string),
    );
    const near = closest(
      value.string ?? '',
      others.flatMap((pod) => labelOf(pod, key) ?? []),
    );
    if (near === undefined || near === value.string) return [];
    return [{ title: `Select pods with ${key}: ${near}`, safe: false, edits: [set(value, near)] }];
  });
}
