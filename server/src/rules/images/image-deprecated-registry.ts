import { set, type Fix } from '../../engine/fix.ts';
import { defineRule } from '../../engine/rule.ts';
import { repositoryName } from '../../resources/imageReference.ts';
import { imagesOf, isBelow, type ContainerImage } from './imagesOf.ts';

export default defineRule({
  id: 'image-deprecated-registry',
  title: 'Image from a retired registry',
  family: 'images',
  severity: 'medium',
  why: 'Nothing is published there any more, so holes that are found in these images stay open. When such a registry is switched off, pods no longer start; when its name changes hands, so does what they run.',
  kinds: 'workload',
  standards: {},
  aliases: { kubescape: ['C-0253'] },
  recommended: true,
  fix: 'safe',
  options: {
    retired: {
      type: 'string[]',
      default: [],
      description: 'More registries and repositories that are retired, for example "old-registry.example.com".',
    },
  },

  *check(resource, { options }) {
    for (const image of imagesOf(resource)) {
      const repository = repositoryName(image.reference);
      const known = RETIRED.find(({ prefix }) => isBelow(repository, [prefix]));
      if (known !== undefined) {
        yield {
          at: image.at,
          message: `${known.prefix} ${known.since}. ${known.advice}`,
          fixes: known.moved ? fixesOf(image, known.prefix) : [],
        };
      } else if (isBelow(repository, options.retired)) {
        yield {
          at: image.at,
          message: `${repository}, the image of ${image.container.label}, is in a registry that your settings call retired. Use its successor.`,
        };
      }
    }
  },
});

interface RetiredRegistry {
  readonly prefix: string;
  readonly since: string;
  readonly advice: string;
  /** Every image of it is in registry.k8s.io, under the same name. */
  readonly moved: boolean;
}

/**
 * The Kubernetes project froze k8s.gcr.io on 3 April 2023 (it had been a name for gcr.io/google-containers) and
 * redirects it to registry.k8s.io. The Bitnami legacy repository got the catalogue's last free images in August 2025.
 */
const RETIRED: readonly RetiredRegistry[] = [
  {
    prefix: 'k8s.gcr.io',
    since: 'has been frozen since April 2023',
    advice: 'Take the image from registry.k8s.io, where it has the same name and newer versions.',
    moved: true,
  },
  ...['gcr.io', 'us.gcr.io', 'eu.gcr.io', 'asia.gcr.io']
    .flatMap((host) => [`${host}/google-containers`, `${host}/google_containers`])
    .map((prefix) => ({
      prefix,
      since: 'is no longer published to',
      advice: 'Look for the image in registry.k8s.io.',
      moved: false,
    })),
  {
    prefix: 'docker.io/bitnamilegacy',
    since: 'holds unmaintained copies that get no security updates',
    advice: 'Move to a maintained image.',
    moved: false,
  },
];

/** k8s.gcr.io already redirects, so nodes fetch the same bytes from the same place as before. */
function fixesOf({ at, text }: ContainerImage, prefix: string): Fix[] {
  const moved = `registry.k8s.io${text.slice(prefix.length)}`;
  return [{ title: 'Take the image from registry.k8s.io', safe: true, edits: [set(at, moved)] }];
}
