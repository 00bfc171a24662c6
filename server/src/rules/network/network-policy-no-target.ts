import { set, type Fix } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { closest } from '../../resources/closest.ts';
import { NETWORK_POLICY, targetOf } from '../../resources/networkPolicy.ts';
import { isGeneratedPodLabel, POD_MAKERS } from '../../resources/podMakers.ts';
import type { Resource } from '../../resources/resource.ts';
import type { Selector } from '../../resources/selector.ts';
import type { Value } from '../../resources/value.ts';
import { hasPodMakers, neighbours, possibleNeighbours } from '../neighbours.ts';

export default defineRule({
  id: 'network-policy-no-target',
  title: 'Network policy that selects no pods',
  family: 'network-policy',
  severity: 'medium',
  why: 'A policy whose selector matches nothing protects nothing, while everybody who reads it believes that it does. The pods it was written for stay open to the whole cluster.',
  kinds: [NETWORK_POLICY],
  reads: ['workload', ...POD_MAKERS],
  standards: {},
  aliases: {
    'kube-linter': ['dangling-networkpolicy'],
    kubescape: ['C-0299'],
    'kube-score': ['networkpolicy-targets-pod'],
    kics: ['85ab1c5b'],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource, { lookup }) {
    const at = resource.root.at('spec', 'podSelector');
    const target = targetOf(resource);
    if (at.hasUnknown || target.isNothing || target.isEverything !== false) return;
    if (target.requirements.some(({ key }) => typeof key === 'string' && isGeneratedPodLabel(key))) return;
    const here = neighbours(resource, 'workload', lookup);
    if (here === undefined || here.length === 0 || selectsSome(target, here)) return;
    const possible = possibleNeighbours(resource, 'workload', lookup);
    if (possible === undefined || selectsSome(target, possible) || hasPodMakers(resource, lookup) !== false) return;
    yield {
      at,
      message: `No workload of this namespace has pods with the labels ${target.toString()}, so the policy protects nothing. Select labels that the pods have.`,
      fixes: fixesOf(at, here),
    };
  },
});

function selectsSome(target: Selector, workloads: readonly Resource[]): boolean {
  return labelsOf(workloads).some((labels) => target.matches(labels.raw, labels.scope) !== false || labels.isUnknown);
}

function labelsOf(workloads: readonly Resource[]): Value[] {
  return workloads.flatMap(({ pods }) => pods.map(({ metadata }) => metadata.at('labels')));
}

/** One label is all that keeps the selector from some pods, and theirs is much like it. */
function fixesOf(at: Value, workloads: readonly Resource[]): Fix[] {
  const entries = at.at('matchLabels').entries();
  return entries.flatMap(([key, value]): Fix[] => {
    const others = labelsOf(workloads).filter((labels) =>
      entries.every(([other, wanted]) => other === key || labels.at(other).string === wanted.string),
    );
    const near = closest(
      value.string ?? '',
      others.flatMap((labels) => labels.at(key).string ?? []),
    );
    if (near === undefined || near === value.string) return [];
    return [{ title: `Select pods with ${key}: ${near}`, safe: false, edits: [set(value, near)] }];
  });
}
