import { defineRule } from '../../engine/rule.ts';
import { effectiveTag } from '../../resources/imageReference.ts';
import { imagesOf } from './imagesOf.ts';
import { isVersionSetElsewhere, VERSION_READS } from './setElsewhere.ts';

export default defineRule({
  id: 'image-tag-latest',
  title: 'Image without a fixed version',
  family: 'images',
  severity: 'medium',
  why: 'The tag latest is whatever was pushed last. Whoever can push to the repository, or takes over an account that can, gets their code into the next pod that starts, and nobody can tell afterwards which version ran or roll back to it.',
  kinds: 'workload',
  reads: VERSION_READS,
  standards: {},
  aliases: {
    'kube-linter': ['latest-tag'],
    kubescape: ['C-0075'],
    polaris: ['tagNotSpecified'],
    'kube-score': ['container-image-tag'],
    checkov: ['CKV_K8S_14'],
    trivy: ['KSV-0013'],
    kics: ['583053b7'],
  },
  recommended: true,
  fix: null,

  *check(resource, { lookup }) {
    for (const image of imagesOf(resource)) {
      const { container, at, reference } = image;
      if (reference.digest !== undefined || effectiveTag(reference) !== 'latest') continue;
      if (isVersionSetElsewhere(resource, image, lookup)) continue;
      const problem =
        reference.tag === undefined
          ? `The image of ${container.label} has no tag, which means latest`
          : `The image of ${container.label} is tagged latest`;
      yield { at, message: `${problem}: what runs changes with every push. Name a version, or better a digest.` };
    }
  },
});
