import { remove, set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';

export default defineRule({
  id: 'pod-service-account-legacy-field',
  title: 'Deprecated field serviceAccount',
  family: 'pod-security',
  severity: 'low',
  why: 'The field serviceAccount is an old alias of serviceAccountName. Policies and reviews look at the new name, and where both stand and differ, the old one says an identity that the pod does not have.',
  kinds: 'workload',
  standards: {},
  aliases: {
    'kube-linter': ['deprecated-service-account-field'],
    kubescape: ['C-0294'],
  },
  recommended: true,
  fix: 'safe',

  *check(resource) {
    for (const pod of resource.pods) {
      const at = pod.spec.at('serviceAccount');
      const name = pod.spec.at('serviceAccountName');
      // The API server fills in both, so equal ones are an object read back from it.
      if (!at.string || name.isUnknown || name.raw === at.raw) continue;
      const differs = name.string !== undefined && name.string !== '';
      yield {
        at,
        key: true,
        message: differs
          ? `The pod runs as ${name.string}, not as ${at.string}: serviceAccountName wins over this deprecated field. Remove it.`
          : 'serviceAccount is deprecated. Use serviceAccountName.',
        tags: ['deprecated'],
        fixes: [
          differs
            ? { title: 'Remove serviceAccount', safe: true, edits: [remove(at)] }
            : { title: 'Use serviceAccountName', safe: true, edits: [set(name, at.string), remove(at)] },
        ],
      };
    }
  },
});
