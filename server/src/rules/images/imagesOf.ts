import type { Container } from '../../resources/container.ts';
import { parseImageReference, type ImageReference } from '../../resources/imageReference.ts';
import type { Resource } from '../../resources/resource.ts';
import type { Value } from '../../resources/value.ts';

/** A container's image, where it is known and a runtime would accept its name. */
export interface ContainerImage {
  readonly container: Container;
  readonly at: Value;
  readonly text: string;
  readonly reference: ImageReference;
}

/** The images of all containers of a resource's pods. */
export function* imagesOf(resource: Resource): Generator<ContainerImage> {
  for (const pod of resource.pods) {
    for (const container of pod.containers) {
      const at = container.at('image');
      const text = at.string;
      const reference = text === undefined ? undefined : parseImageReference(text);
      if (text !== undefined && reference !== undefined) yield { container, at, text, reference };
    }
  }
}

/**
 * Whether a repository is one of the listed ones, or below one: `registry.example`, `ghcr.io/team`,
 * `docker.io/library/nginx`, `*.example.com`. Full names, as {@link repositoryName} gives them.
 */
export function isBelow(repository: string, prefixes: readonly string[]): boolean {
  return prefixes.some((written) => {
    const prefix = written.replace(/\/?\**\/*$/, '');
    if (!prefix.startsWith('*.')) return repository === prefix || repository.startsWith(`${prefix}/`);
    const [host = ''] = repository.split('/', 1);
    const [wantedHost = '', ...path] = prefix.slice(1).split('/');
    return host.endsWith(wantedHost) && (path.length === 0 || isBelow(repository, [[host, ...path].join('/')]));
  });
}
