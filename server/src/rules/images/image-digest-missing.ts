import { defineRule } from '../../engine/rule.ts';
import { DEFAULT_TAG, effectiveTag, repositoryName } from '../../resources/imageReference.ts';
import { imagesOf, isBelow } from './imagesOf.ts';

export default defineRule({
  id: 'image-digest-missing',
  title: 'Image without a digest',
  family: 'images',
  severity: 'low',
  why: 'A tag can be pushed again with other content. A digest cannot: with it, an attacker who controls the registry or an account there can at most take the image away, and every node runs the bytes that were reviewed and scanned.',
  kinds: 'workload',
  standards: {},
  aliases: { kubescape: ['C-0306'], checkov: ['CKV_K8S_43'], kics: ['7c81d34c'] },
  recommended: false,
  fix: null,
  options: {
    immutable: {
      type: 'string[]',
      default: [],
      description: 'Registries or repositories whose tags never move, for example "registry.example.com/release".',
    },
  },

  *check(resource, { options }) {
    for (const { container, at, reference } of imagesOf(resource)) {
      // Of what names no version at all, image-tag-latest speaks.
      if (reference.digest !== undefined || effectiveTag(reference) === DEFAULT_TAG) continue;
      if (isBelow(repositoryName(reference), options.immutable)) continue;
      yield {
        at,
        message: `The image of ${container.label} is named by a tag, which can be moved. Add the digest of the version you tested (@sha256:...).`,
      };
    }
  },
});
