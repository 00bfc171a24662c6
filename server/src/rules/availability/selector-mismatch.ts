import { set } from '../../engine/fix.ts';
import { defineRule, type Problem } from '../../engine/rule.ts';
import { parseLabelSelector } from '../../resources/labelSelector.ts';
import type { Resource } from '../../resources/resource.ts';
import type { Value } from '../../resources/value.ts';

export default defineRule({
  id: 'selector-mismatch',
  title: 'Selector that does not match its own pods',
  family: 'availability',
  severity: 'high',
  why: 'A workload finds its pods by their labels. The API server refuses one whose selector does not match the labels of its template, so the new version, and the security fix in it, is not rolled out.',
  kinds: ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet'],
  standards: {},
  aliases: {
    'kube-linter': ['mismatching-selector'],
    kubescape: ['C-0296'],
    'kube-score': [
      'deployment-pod-selector-labels-match-template-metadata-labels',
      'statefulset-pod-selector-labels-match-template-metadata-labels',
    ],
  },
  recommended: true,
  fix: 'unsafe',

  *check(resource) {
    const selector = resource.root.at('spec', 'selector');
    const labels = resource.root.at('spec', 'template', 'metadata', 'labels');
    const parsed = parseLabelSelector(selector.raw, selector.scope).selector;
    // A selector that cannot be read is the message of a schema; a missing one makes the object a patch.
    if (parsed === undefined || selector.isAbsent) return;
    if (parsed.isEverything === true) {
      yield {
        at: selector,
        message: `The selector of the ${resource.kind} is empty, which the API server refuses. Copy labels of the pod template into matchLabels.`,
      };
    } else if (parsed.matches(labels.raw, labels.scope) === false) {
      yield* mismatches(resource, selector, labels);
    }
  },
});

function* mismatches(resource: Resource, selector: Value, labels: Value): Generator<Problem> {
  for (const [key, wanted] of selector.at('matchLabels').entries()) {
    const own = labels.at(key);
    if (wanted.string === undefined || own.is(wanted.string) || own.isUnknown) continue;
    yield {
      at: wanted,
      message: `The pods of the ${resource.kind} ${own.isAbsent ? `have no label ${key}` : `are labelled ${key}: ${String(own.raw)}`}, but its selector asks for ${wanted.string}. The API server refuses it: make both the same.`,
      fixes: [
        { title: `Label the pods ${key}: ${wanted.string}`, safe: false, edits: [set(labels.at(key), wanted.string)] },
      ],
    };
  }
  for (const expression of selector.at('matchExpressions').items()) {
    const one = parseLabelSelector({ matchExpressions: [expression.raw] }, selector.scope).selector;
    if (one?.matches(labels.raw, labels.scope) !== false) continue;
    yield {
      at: expression.at('key'),
      message: `The labels in the template of the ${resource.kind} do not fit the selector's condition on ${expression.at('key').string ?? 'a label'}. The API server refuses it: change one of them.`,
    };
  }
}
