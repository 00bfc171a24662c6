import { defineRule } from '../../engine/rule.ts';
import { neighbours } from '../neighbours.ts';

export default defineRule({
  id: 'hpa-target-missing',
  title: 'Autoscaler without its workload',
  family: 'availability',
  severity: 'low',
  why: 'An autoscaler whose target does not exist scales nothing, so a peak of requests, natural or made, meets the smallest number of pods. Mostly it is a name that was changed in one place only.',
  kinds: ['autoscaling/HorizontalPodAutoscaler'],
  reads: ['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', 'ReplicationController', 'workload'],
  standards: {},
  aliases: {
    'kube-linter': ['dangling-horizontalpodautoscaler'],
    kubescape: ['C-0300'],
    'kube-score': ['horizontalpodautoscaler-has-target'],
    kics: ['2f652c42'],
  },
  recommended: false,
  fix: null,

  *check(resource, { lookup }) {
    const target = resource.root.at('spec', 'scaleTargetRef');
    const [kind, name, apiVersion] = ['kind', 'name', 'apiVersion'].map((key) => target.at(key).string);
    const type = TYPES.get(kind ?? '');
    // A target of another group is somebody's custom resource, which may come from anywhere.
    if (
      type === undefined ||
      name === undefined ||
      (apiVersion !== undefined && !type.groups.includes(groupOf(apiVersion)))
    )
      return;
    const targets = neighbours(resource, type.type, lookup);
    const workloads = neighbours(resource, 'workload', lookup);
    // Where no workload of the namespace is seen at all, they are kept elsewhere.
    if (targets === undefined || workloads === undefined || workloads.length === 0) return;
    if (targets.some((one) => one.name === undefined || one.name === name)) return;
    yield {
      at: target.at('name'),
      message: `There is no ${kind} ${name} among the manifests of this namespace, so this autoscaler does nothing. Correct the name or add the ${kind}.`,
    };
  },
});

interface TargetType {
  readonly type: string;
  /** Groups under which it was ever served. */
  readonly groups: readonly string[];
}

const APPS = ['apps', 'extensions'];
const TYPES: ReadonlyMap<string, TargetType> = new Map([
  ['Deployment', { type: 'apps/Deployment', groups: APPS }],
  ['StatefulSet', { type: 'apps/StatefulSet', groups: APPS }],
  ['ReplicaSet', { type: 'apps/ReplicaSet', groups: APPS }],
  ['ReplicationController', { type: 'ReplicationController', groups: [''] }],
]);

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
