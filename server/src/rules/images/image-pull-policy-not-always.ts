import { set } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { effectiveTag } from '../../resources/imageReference.ts';
import { imagesOf } from './imagesOf.ts';
import { isMovingTag } from './movingTags.ts';

export default defineRule({
  id: 'image-pull-policy-not-always',
  title: 'Moving tag that is not pulled anew',
  family: 'images',
  severity: 'low',
  why: 'With a tag that moves, nodes that keep their copy run old code with known holes long after it was mended. And a pod can start from a private image that another tenant pulled to the node, without credentials for it.',
  kinds: 'workload',
  standards: {},
  aliases: {
    kubescape: ['C-0075'],
    polaris: ['pullPolicyNotAlways'],
    'kube-score': ['container-image-pull-policy'],
    checkov: ['CKV_K8S_15'],
    kics: ['caa3479d'],
  },
  recommended: false,
  fix: 'unsafe',

  *check(resource) {
    for (const { container, reference } of imagesOf(resource)) {
      const tag = effectiveTag(reference);
      if (reference.digest !== undefined || tag === undefined || !isMovingTag(tag)) continue;
      const policy = container.at('imagePullPolicy');
      // The server fills in Always for latest, and IfNotPresent for every other tag.
      const weak = policy.is('IfNotPresent') || policy.is('Never') || (policy.isAbsent && tag !== 'latest');
      if (!weak) continue;
      yield {
        at: policy,
        message: `The tag ${tag} of ${container.label} moves, but ${policy.isAbsent ? 'the default pull policy keeps' : `${policy.string ?? 'the policy'} keeps`} the copy of the node. Set imagePullPolicy to Always, or fix the version.`,
        fixes: [{ title: 'Set imagePullPolicy to Always', safe: false, edits: [set(policy, 'Always')] }],
      };
    }
  },
});
