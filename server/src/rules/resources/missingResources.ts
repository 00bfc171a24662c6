import { Placeholder } from '../../documents/edit.ts';
import { set } from '../../engine/fix.ts';
import type { Lookup } from '../../engine/lookup.ts';
import type { Problem } from '../../engine/rule.ts';
import type { Container } from '../../resources/container.ts';
import { givesDefault } from '../../resources/limitRange.ts';
import type { Resource } from '../../resources/resource.ts';
import { neighbours } from '../neighbours.ts';

export type ResourceName = 'cpu' | 'memory';
export type Bound = 'limits' | 'requests';

/**
 * Containers that run for as long as their pod and get no limit (or request) from anywhere: not from themselves, the pod
 * (KEP-2837), or a LimitRange of the namespace. A limit alone is also the request, as the API server copies it.
 *
 * A LimitRange excuses where it is seen; where it cannot be looked up, what the manifest leaves out is still reported.
 */
export function* missingResources(
  resource: Resource,
  lookup: Lookup,
  bound: Bound,
  name: ResourceName,
  messageOf: (container: Container) => string,
): Generator<Problem> {
  const containers = resource.pods
    .flatMap((pod) => pod.longRunningContainers)
    .filter((container) => lacks(container, bound, name));
  if (containers.length === 0 || isDefaulted(resource, lookup, bound, name)) return;
  for (const container of containers) {
    const at = container.at('resources', bound, name);
    const field = `${bound}.${name}`;
    yield {
      at,
      message: messageOf(container),
      fixes: [{ title: `Set ${field}`, safe: false, edits: [set(at, new Placeholder(HINTS[name]))] }],
    };
  }
}

/** A common size for each, to be replaced by one that was measured. */
const HINTS: Readonly<Record<ResourceName, string>> = { cpu: '100m', memory: '256Mi' };

function lacks(container: Container, bound: Bound, name: ResourceName): boolean {
  const bounds: readonly Bound[] = bound === 'limits' ? ['limits'] : ['requests', 'limits'];
  return [container.root, container.pod.spec].every((owner) =>
    bounds.every((one) => owner.at('resources', one, name).isAbsent),
  );
}

function isDefaulted(resource: Resource, lookup: Lookup, bound: Bound, name: ResourceName): boolean {
  const limitRanges = neighbours(resource, 'LimitRange', lookup) ?? [];
  return limitRanges.some((limitRange) => givesDefault(limitRange, bound, name) !== false);
}
