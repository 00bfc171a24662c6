import { defineRule } from '../../engine/rule.ts';
import { repositoryName } from '../../resources/imageReference.ts';
import { imagesOf, isBelow } from './imagesOf.ts';

export default defineRule({
  id: 'image-registry-not-allowed',
  title: 'Image from a registry that is not allowed',
  family: 'images',
  severity: 'medium',
  why: 'Public registries hold look-alikes of popular images with a miner or a backdoor inside, and one typing mistake is enough to run them. An allow list keeps everything that nobody has vetted out of the cluster.',
  kinds: 'workload',
  standards: { mitre: ['Initial access: Images from allowed registry', 'Collection: Images from allowed registry'] },
  aliases: { kubescape: ['C-0078', 'C-0001'], trivy: ['KSV-0125', 'KSV-0034', 'KSV-0032', 'KSV-0033', 'KSV-0035'] },
  // Silent until somebody says what is allowed, so it can be on for everyone.
  recommended: true,
  fix: null,
  options: {
    allowed: {
      type: 'string[]',
      default: [],
      description:
        'Registries and repositories that images may come from, for example "registry.example.com", "docker.io/library" or "*.example.com". Empty: all.',
    },
    denied: {
      type: 'string[]',
      default: [],
      description: 'Registries and repositories that images must not come from, even where "allowed" names them.',
    },
  },

  *check(resource, { options }) {
    const { allowed, denied } = options;
    if (allowed.length === 0 && denied.length === 0) return;
    for (const { container, at, reference } of imagesOf(resource)) {
      const repository = repositoryName(reference);
      if (isBelow(repository, denied)) {
        yield {
          at,
          message: `${repository}, the image of ${container.label}, is on the list of denied registries. Use another source.`,
        };
      } else if (allowed.length > 0 && !isBelow(repository, allowed)) {
        yield {
          at,
          message: `${repository}, the image of ${container.label}, is not from an allowed registry (${allowed.slice(0, 3).join(', ')}${allowed.length > 3 ? ' and others' : ''}). Mirror it there.`,
        };
      }
    }
  },
});
