import { remove, set, type Fix } from '../../engine/fix.ts';
import { defineRule, type Problem } from '../../engine/rule.ts';
import type { Value } from '../../resources/value.ts';
import { labelsOf } from './podPolicies.ts';
import { POD_SECURITY_KEYS } from './psaKeys.ts';

export default defineRule({
  id: 'namespace-psa-label-wrong-kind',
  title: 'Pod Security label where it has no effect',
  family: 'namespace',
  severity: 'medium',
  why: 'Pod Security admission reads these keys among the labels of a Namespace and nowhere else. As an annotation, or on a workload, they promise a protection that does not exist.',
  kinds: [
    'Namespace',
    'Pod',
    'PodTemplate',
    'ReplicationController',
    'ServiceAccount',
    'apps/DaemonSet',
    'apps/Deployment',
    'apps/ReplicaSet',
    'apps/StatefulSet',
    'argoproj.io/Rollout',
    'batch/CronJob',
    'batch/Job',
  ],
  standards: {},
  aliases: {},
  recommended: true,
  fix: 'safe',

  *check(resource) {
    if (resource.kind === 'Namespace') {
      const labels = labelsOf(resource);
      yield* problemsIn(resource.root.at('metadata', 'annotations'), 'an annotation', (value, key) =>
        moveTo(labels, value, key),
      );
      return;
    }
    const places = [resource.root.at('metadata'), ...resource.pods.map(({ metadata }) => metadata)];
    for (const metadata of unique(places)) {
      yield* problemsIn(metadata.at('labels'), `a label of a ${resource.kind}`, removeFrom);
      yield* problemsIn(metadata.at('annotations'), `an annotation of a ${resource.kind}`, removeFrom);
    }
  },
});

/** A Pod is its own template. */
function unique(places: readonly Value[]): Value[] {
  return places.filter((one, index) => places.findIndex((other) => other.path.join() === one.path.join()) === index);
}

function* problemsIn(map: Value, what: string, fixOf: (value: Value, key: string) => Fix[]): Generator<Problem> {
  for (const [key, value] of map.entries()) {
    if (!POD_SECURITY_KEYS.includes(key)) continue;
    yield {
      at: value,
      key: true,
      message: `${key} has no effect as ${what}. Make it a label of the Namespace.`,
      fixes: fixOf(value, key),
    };
  }
}

function moveTo(labels: Value, value: Value, key: string): Fix[] {
  const text = value.string;
  if (text === undefined) return [];
  return labels.at(key).raw === undefined
    ? [{ title: 'Make it a label', safe: false, edits: [remove(value), set(labels.at(key), text)] }]
    : [{ title: 'Remove the annotation', safe: true, edits: [remove(value)] }];
}

function removeFrom(value: Value): Fix[] {
  return [{ title: 'Remove it here', safe: true, edits: [remove(value)] }];
}
